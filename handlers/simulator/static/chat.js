// What a person's phone and a group have in common: a log of bubbles and a field to write in.
import { button, dialog, el } from "./dom.js";
import { Log } from "./log.js";

// Whoever extends this knows who acts (`act`) and who wrote a bubble (`authorOf`).
export class Chat {
  constructor(label, named = false) {
    this.log = new Log(this, label, named);
  }

  writing(label) {
    const attrs = { "aria-label": label, maxlength: "5000" };
    this.input = el("textarea", { rows: 1, placeholder: "พิมพ์ข้อความ", data: { testid: "input" }, attrs });
    this.input.addEventListener("keydown", (event) => {
      // While a word is being composed, Enter belongs to the keyboard and not to us.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send();
    });
    this.input.addEventListener("input", () => this.grow());
    return this.input;
  }

  async send() {
    const text = this.input.value;
    if (!text.trim()) return;
    this.input.value = "";
    this.grow();
    if (!(await this.act("say", { text }))) this.startTyping(text);
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight + 2, 120)}px`;
  }

  startTyping(text) {
    this.input.value = text;
    this.grow();
    this.input.focus();
  }

  resize() {
    this.grow();
    this.scrollDown();
  }

  scrollDown() {
    this.log.scrollDown();
  }

  askUnsend(bubble) {
    const box = dialog(
      "ข้อความนี้",
      button("ยกเลิกการส่ง", () => {
        box.close();
        this.act("unsend", { messageId: bubble.id });
      }, { className: "wide danger", testid: "unsend" }),
      button("ปิด", () => box.close(), { className: "wide" }),
    );
  }
}
