// The bubbles of one chat. New ones are added, changed ones redrawn, none drawn twice.
import { button, el } from "./dom.js";
import { drawMessage } from "./message.js";
import { closeReading, readingButton } from "./reading.js";

const ZONE = "Asia/Bangkok";
const CLOCK = new Intl.DateTimeFormat("th-TH", { hour: "2-digit", minute: "2-digit", timeZone: ZONE });
const DAY = new Intl.DateTimeFormat("th-TH", { weekday: "long", day: "numeric", month: "long", timeZone: ZONE });
const PRESS = 550;
const WIDE = new Set(["flex", "template", "imagemap"]);

export class Log {
  // `named`: several people write here, so each of their bubbles shows whose it is.
  constructor(phone, label, named) {
    this.phone = phone;
    this.named = named;
    this.drawn = new Map();
    this.day = "";
    this.atEnd = true;
    this.list = el("div", { className: "bubbles" });
    this.dots = el("div", { className: "row bot", hidden: true, data: { testid: "loading" } }, dots());
    const attrs = { role: "log", "aria-live": "polite", "aria-label": label };
    this.element = el("div", { className: "log", tabIndex: 0, data: { testid: "log" }, attrs }, this.list, this.dots);
    // A picture makes the chat longer only once it has come; `load` does not bubble, hence the capture.
    this.element.addEventListener("load", () => this.nearEnd() && this.scrollDown(), true);
    this.element.addEventListener("scroll", () => (this.atEnd = this.nearEnd()));
    // A keyboard or a menu that takes room away must not cover the newest words.
    new ResizeObserver(() => this.atEnd && this.scrollDown()).observe(this.element);
  }

  show(shown, loading, botName) {
    let grew = this.dots.hidden === loading;
    this.dots.hidden = !loading;
    for (const bubble of shown) grew = this.place(bubble, botName) || grew;
    if (grew) this.scrollDown();
  }

  nearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < 400;
  }

  scrollDown() {
    requestAnimationFrame(() => (this.element.scrollTop = this.element.scrollHeight));
  }

  place(bubble, botName) {
    const look = `${bubble.read}${bubble.unsent}`;
    const before = this.drawn.get(bubble.id);
    if (before?.look === look) return false;
    if (bubble.unsent) closeReading(bubble.id);
    const row = bubble.unsent ? this.unsent(bubble) : this.row(bubble, botName);
    if (before) before.row.replaceWith(row);
    else this.list.append(...this.newDay(bubble), row);
    this.drawn.set(bubble.id, { look, row });
    return !before;
  }

  newDay({ at }) {
    const day = DAY.format(at);
    if (day === this.day) return [];
    this.day = day;
    return [el("p", { className: "day", text: day })];
  }

  unsent(bubble) {
    return el("p", { className: "day", text: `${this.phone.authorOf(bubble)}ยกเลิกข้อความ`, data: { testid: "unsent" } });
  }

  row(bubble, botName) {
    const own = bubble.who === "person";
    const kind = bubble.message.type;
    const said = el("div", { className: `bubble ${kind} ${WIDE.has(kind) ? "bare" : ""}`, data: { testid: own ? "own-bubble" : "bot-bubble" } });
    const author = own ? this.phone.authorOf(bubble) : botName;
    said.append(el("span", { className: own && this.named ? "author" : "hidden", text: `${author}: ` }), drawMessage(bubble, this.phone));
    const row = el("div", { className: `row ${own ? "own" : "bot"}` }, said, this.notes(bubble, own));
    if (own) longPress(said, () => this.phone.askUnsend(bubble));
    return row;
  }

  notes(bubble, own) {
    const notes = el("div", { className: "notes" });
    if (own) {
      const more = { className: "more", testid: "bubble-menu", label: "ตัวเลือกของข้อความนี้" };
      const ways = el("div", { className: "ways" }, button("⋯", () => this.phone.askUnsend(bubble), more));
      if (bubble.heard && bubble.message.type === "text") ways.prepend(readingButton(bubble, this.phone.person));
      notes.append(ways);
    }
    if (own && bubble.read) notes.append(el("span", { text: "อ่านแล้ว", data: { testid: "read" } }));
    notes.append(el("time", { text: CLOCK.format(bubble.at), dateTime: new Date(bubble.at).toISOString() }));
    return notes;
  }
}

function dots() {
  const attrs = { role: "img", "aria-label": "กำลังพิมพ์" };
  return el("div", { className: "bubble dots", attrs }, el("i"), el("i"), el("i"));
}

function longPress(made, act) {
  let waiting = 0;
  made.addEventListener("pointerdown", () => (waiting = setTimeout(act, PRESS)));
  for (const end of ["pointerup", "pointerleave", "pointercancel", "pointermove"]) {
    made.addEventListener(end, () => clearTimeout(waiting));
  }
}
