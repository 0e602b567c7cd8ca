// One person's phone: the chat, its input, its quick replies. Knows only this person.
import { perform } from "./actions.js";
import { act } from "./api.js";
import { openStickers, openTray } from "./attach.js";
import { button, dialog, el } from "./dom.js";
import { Log } from "./log.js";
import { RichMenu } from "./menu.js";

export class Phone {
  constructor(person, botName) {
    this.person = person.id;
    this.name = person.name;
    this.menu = new RichMenu(this);
    this.log = new Log(this, `แชตของ${person.name}กับ${botName}`);
    this.quick = el("div", { className: "quick", data: { testid: "quick-replies" }, attrs: { role: "group", "aria-label": "คำตอบด่วน" } });
    this.element = el(
      "section",
      { className: "phone", data: { testid: "phone", person: person.id }, attrs: { "aria-label": `มือถือของ${person.name}` } },
      this.head(botName),
      this.log.element,
      this.welcome(botName),
      this.quick,
      this.composer(),
      this.menu.element,
    );
  }

  head(botName) {
    const face = el("span", { className: "face", text: "สก", attrs: { "aria-hidden": "true" } });
    const names = el("div", { className: "names" }, el("h2", { text: botName }), el("p", { text: this.name }));
    this.block = button("บล็อก", () => act(this.person, this.friend ? "unfollow" : "follow"), { className: "block", testid: "block" });
    return el("header", { className: "phone-head" }, face, names, this.block);
  }

  welcome(botName) {
    this.greeting = el("p", { text: `เพิ่ม${botName}เป็นเพื่อน แล้วเริ่มคุยได้เลยค่ะ` });
    this.add = button("เพิ่มเพื่อน", () => act(this.person, "follow"), { className: "follow", testid: "follow" });
    this.door = el("div", { className: "welcome" }, this.greeting, this.add);
    return this.door;
  }

  composer() {
    this.input = el("textarea", { rows: 1, placeholder: "พิมพ์ข้อความ", data: { testid: "input" }, attrs: { "aria-label": `ข้อความจาก${this.name}`, maxlength: "5000" } });
    this.input.addEventListener("keydown", (event) => {
      // While a word is being composed, Enter belongs to the keyboard and not to us.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send();
    });
    this.input.addEventListener("input", () => this.grow());
    this.form = el(
      "div",
      { className: "composer" },
      button("+", () => openTray(this.person), { className: "round", testid: "attach", label: "ส่งรูป เสียง หรือไฟล์" }),
      this.input,
      button("☺", () => openStickers(this.person), { className: "round", testid: "stickers", label: "สติกเกอร์" }),
      button("ส่ง", () => this.send(), { className: "send", testid: "send" }),
    );
    return this.form;
  }

  async send() {
    const text = this.input.value;
    if (!text.trim()) return;
    this.input.value = "";
    this.grow();
    if (!(await act(this.person, "say", { text }))) this.startTyping(text);
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

  foldMenu(folded) {
    this.menu.fold(folded);
  }

  scrollDown() {
    this.log.scrollDown();
  }

  show(person, botName) {
    this.friend = person.friend;
    this.block.textContent = person.friend ? "บล็อก" : "เลิกบล็อก";
    this.block.hidden = !person.friend && !person.blocked;
    this.greeting.textContent = person.blocked
      ? `${this.name}บล็อก${botName}อยู่`
      : `เพิ่ม${botName}เป็นเพื่อน แล้วเริ่มคุยได้เลยค่ะ`;
    this.add.hidden = person.blocked;
    this.door.hidden = person.friend;
    this.form.hidden = !person.friend;
    this.menu.show(person.menu);
    this.showQuickReplies(person.quickReplies);
    this.log.show(person.shown, person.loading, botName);
  }

  showQuickReplies(actions) {
    const written = JSON.stringify(actions);
    if (written === this.written) return;
    this.written = written;
    const held = this.quick.contains(document.activeElement);
    this.quick.replaceChildren(
      ...actions.map((action) => button(action.label, () => perform(this, action), { testid: "quick-reply" })),
    );
    this.quick.hidden = actions.length === 0;
    this.quick.scrollLeft = 0;
    // The tapped button is gone; without this a keyboard would start again at the top of the page.
    if (held) (this.quick.firstElementChild ?? this.log.element).focus({ preventScroll: true });
  }

  askUnsend(bubble) {
    const box = dialog(
      "ข้อความนี้",
      button("ยกเลิกการส่ง", () => {
        box.close();
        act(this.person, "unsend", { messageId: bubble.id });
      }, { className: "wide danger", testid: "unsend" }),
      button("ปิด", () => box.close(), { className: "wide" }),
    );
  }
}
