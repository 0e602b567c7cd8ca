// A group that the bot may be invited to. One phone stands for all of them: whoever writes is chosen each time.
import { post } from "./api.js";
import { Chat } from "./chat.js";
import { button, el, toast } from "./dom.js";

export class GroupPhone extends Chat {
  constructor(group, botName) {
    super(`แชตใน${group.name}`, true);
    this.group = group.id;
    this.names = new Map(group.people.map(({ id, name }) => [id, name]));
    this.element = el(
      "section",
      { className: "phone", data: { testid: "group-phone" }, attrs: { "aria-label": group.name } },
      this.head(group, botName),
      this.log.element,
      this.door(botName),
      this.composer(botName),
    );
  }

  // Private matters (photos, postbacks of cards) have no place in a group.
  act(name, more = {}) {
    if (name !== "say" && name !== "unsend") return toast("ในกลุ่มจำลองนี้พิมพ์ได้อย่างเดียวค่ะ");
    return this.ask(name, { person: this.speaker.value, mention: this.mention.checked, ...more });
  }

  ask(name, more = {}) {
    return post("group", { group: this.group, act: name, ...more });
  }

  authorOf({ author }) {
    return this.names.get(author) ?? "";
  }

  head(group, botName) {
    const face = el("span", { className: "face", text: "กลุ่ม", attrs: { "aria-hidden": "true" } });
    const people = [...this.names.values()].join(" · ");
    const names = el("div", { className: "names" }, el("h2", { text: group.name }), el("p", { text: people }));
    this.out = button("เอาบอตออก", () => this.ask("remove"), {
      className: "block", testid: "group-remove", label: `เอา${botName}ออกจากกลุ่ม`,
    });
    return el("header", { className: "phone-head" }, face, names, this.out);
  }

  // Stands below the chat: what the bot said before it left stays to be read.
  door(botName) {
    this.where = el("p", { data: { testid: "group-away" }, attrs: { role: "status" } });
    const invite = button(`เชิญ${botName}เข้ากลุ่ม`, () => this.ask("invite"), { className: "follow", testid: "group-invite" });
    this.away = el("div", { className: "away" }, this.where, invite);
    return this.away;
  }

  composer(botName) {
    const people = [...this.names].map(([value, text]) => el("option", { value, text }));
    this.speaker = el("select", { data: { testid: "group-speaker" } }, ...people);
    this.mention = el("input", { type: "checkbox", data: { testid: "group-mention" } });
    this.form = el(
      "div",
      { className: "group-composer" },
      el(
        "div",
        { className: "speaking" },
        el("label", { text: "ผู้พิมพ์ " }, this.speaker),
        el("label", {}, this.mention, ` เรียก @${botName}`),
      ),
      el("div", { className: "composer" }, this.writing("ข้อความในกลุ่ม"), button("ส่ง", () => this.send(), { className: "send", testid: "send" })),
    );
    return this.form;
  }

  show(group, botName) {
    this.form.hidden = this.out.hidden = !group.here;
    this.away.hidden = group.here;
    const left = group.shown.length > 0;
    this.where.textContent = left ? `${botName}ออกจากกลุ่มแล้ว` : `${botName}ยังไม่ได้อยู่ในกลุ่มนี้`;
    this.log.show(group.shown, false, botName);
  }
}
