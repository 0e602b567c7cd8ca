// One person's phone: the chat, its input, its quick replies. Knows only this person.
import { perform } from "./actions.js";
import { act } from "./api.js";
import { openStickers, openTray } from "./attach.js";
import { Chat } from "./chat.js";
import { button, el } from "./dom.js";
import { RichMenu } from "./menu.js";
import { VoicePanel } from "./voice.js";

export class Phone extends Chat {
  constructor(person, botName) {
    super(`แชตของ${person.name}กับ${botName}`);
    this.person = person.id;
    this.name = person.name;
    this.menu = new RichMenu(this);
    this.voice = new VoicePanel(this);
    this.quick = el("div", { className: "quick", data: { testid: "quick-replies" }, attrs: { role: "group", "aria-label": "คำตอบด่วน" } });
    this.element = el(
      "section",
      { className: "phone", data: { testid: "phone", person: person.id }, attrs: { "aria-label": `มือถือของ${person.name}` } },
      this.head(botName),
      this.log.element,
      this.welcome(botName),
      this.quick,
      this.composer(),
      this.voice.element,
      this.menu.element,
    );
  }

  act(name, more = {}) {
    return act(this.person, name, more);
  }

  authorOf() {
    return this.name;
  }

  head(botName) {
    const face = el("span", { className: "face", text: "สก", attrs: { "aria-hidden": "true" } });
    const names = el("div", { className: "names" }, el("h2", { text: botName }), el("p", { text: this.name }));
    this.block = button("บล็อก", () => this.act(this.friend ? "unfollow" : "follow"), { className: "block", testid: "block" });
    return el("header", { className: "phone-head" }, face, names, this.block);
  }

  welcome(botName) {
    this.greeting = el("p", { text: `เพิ่ม${botName}เป็นเพื่อน แล้วเริ่มคุยได้เลยค่ะ` });
    this.add = button("เพิ่มเพื่อน", () => this.act("follow"), { className: "follow", testid: "follow" });
    this.door = el("div", { className: "welcome" }, this.greeting, this.add);
    return this.door;
  }

  composer() {
    const input = this.writing(`ข้อความจาก${this.name}`);
    this.microphone = button("🎤", () => this.voice.open(), { className: "round", testid: "microphone", label: "พูดแทนพิมพ์" });
    this.sending = button("ส่ง", () => this.send(), { className: "send", testid: "send" });
    this.form = el(
      "div",
      { className: "composer" },
      button("+", () => openTray(this.person), { className: "round", testid: "attach", label: "ส่งรูป เสียง หรือไฟล์" }),
      input,
      button("☺", () => openStickers(this.person), { className: "round", testid: "stickers", label: "สติกเกอร์" }),
      this.microphone,
      this.sending,
    );
    this.offer();
    return this.form;
  }

  grow() {
    super.grow();
    this.offer();
  }

  // As in LINE, an empty field offers the microphone and a filled one the way to send.
  offer() {
    const written = this.input.value !== "";
    this.microphone.hidden = written;
    this.sending.hidden = !written;
  }

  foldMenu(folded) {
    this.menu.fold(folded);
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
    if (!person.friend) this.voice.close();
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
}
