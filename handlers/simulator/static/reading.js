// Tells under a bubble what the bot understood of it, and why. One panel at a time; decides nothing.
import { understood } from "./api.js";
import { button, el } from "./dom.js";

const SHORT = 40;

let open = null; // the panel that is seen, the bubble it tells of, and the button that opened it
let wanted = "";

export function readingButton(bubble, person) {
  const said = bubble.message.text;
  const label = `อ่านว่าอะไร: ${said.length > SHORT ? `${said.slice(0, SHORT)}…` : said}`;
  const made = button("อ่านว่าอะไร", () => toggle(bubble.id, person, made), { className: "why", testid: "why", label });
  made.dataset.reads = bubble.id;
  made.setAttribute("aria-expanded", String(open?.id === bubble.id));
  // A bubble is drawn anew when it is read; its panel stays.
  if (open?.id === bubble.id) open.button = made;
  return made;
}

export function closeReading(id) {
  if (wanted === id) wanted = "";
  if (open?.id === id) close();
}

async function toggle(id, person, pressed) {
  const again = open?.id === id || wanted === id;
  close();
  wanted = again ? "" : id;
  if (again) return;
  const told = await understood(person, id);
  if (wanted !== id) return;
  wanted = "";
  // The pressed button may have been drawn anew while the answer was on its way.
  const now = pressed.isConnected ? pressed : document.querySelector(`[data-reads="${id}"]`);
  if (told && now) show(id, now, drawReading(told));
}

function show(id, opener, panel) {
  open = { id, panel, button: opener };
  opener.setAttribute("aria-expanded", "true");
  opener.closest(".row").after(panel);
  panel.scrollIntoView({ block: "nearest" });
}

function close() {
  if (!open) return;
  open.panel.remove();
  open.button.setAttribute("aria-expanded", "false");
  open = null;
}

document.addEventListener("keydown", ({ key }) => {
  // A dialog over the chat is closed first, and alone.
  if (key !== "Escape" || !open || document.querySelector("dialog[open]")) return;
  const { panel, button: opener } = open;
  const held = panel.contains(document.activeElement);
  close();
  if (held) opener.focus();
});

function drawReading(told) {
  const attrs = { role: "region", "aria-label": "บอตอ่านข้อความนี้ว่าอะไร" };
  const made = el("section", { className: "reading", data: { testid: "reading" }, attrs });
  made.append(el("p", { className: "reading-kind", text: told.kind ? `อ่านเป็น: ${told.kind}` : "ไม่ได้เก็บเป็นคำตอบ" }));
  made.append(...notes(told), ...themes("เรื่องที่ลงรหัส", told.themes.filter(({ coded }) => coded)), facts(told));
  made.append(...themes("ใกล้เคียง แต่ไม่ได้ลงรหัส", told.themes.filter(({ coded }) => !coded), "faint"));
  return made;
}

function notes({ unclear, doubt, kept, kind, counts, joined }) {
  const said = [
    [unclear, "ไม่แน่ใจ — รอให้คนอ่าน"],
    [doubt, `อาจหมายถึง ${doubt}`],
    [!kept && kind, "ไม่ได้เก็บเป็นคำตอบ"],
    [!kept && !kind, "เช่น ตอบว่าเป็นใคร อยู่ที่ไหน หรือพิมพ์ก่อนยินยอม"],
    [kept && !counts, "เปลี่ยนคำตอบข้อนี้แล้ว ข้อความนี้จึงไม่นับ"],
    [joined, "คำตอบข้อนี้มีหลายข้อความ ตอนลงรหัสจะอ่านรวมกัน"],
  ];
  return said.filter(([holds]) => holds).map(([, text], n) =>
    el("p", { text, className: n === 0 && unclear ? "unclear" : "small" }),
  );
}

function facts({ question, facets, focus, stance, filters, masked }) {
  const told = [
    ["ใต้คำถาม", question],
    ["พูดถึงข้ออื่นด้วย", facets.join(" · ")],
    ["ประเด็น", focus],
    ["ท่าที", stance],
    ["ขอดูเฉพาะ", filters.join(" · ")],
    ["ปิดบังแล้วเป็น", masked],
  ];
  const rows = told.filter(([, words]) => words);
  return el("dl", {}, ...rows.flatMap(([name, text]) => [el("dt", { text: name }), el("dd", { text })]));
}

function themes(title, all, className = "") {
  if (!all.length) return [];
  return [el("h3", { text: title, className }), el("ul", { className: `reading-themes ${className}` }, ...all.map(theme))];
}

function theme({ label, percent, words }) {
  const made = el("li", {}, el("span", { className: "theme-label", text: label }));
  if (percent !== null) {
    const bar = el("span", { className: "sure", attrs: { "aria-hidden": "true" } }, el("i", { style: { width: `${percent}%` } }));
    made.append(el("span", { className: "percent", text: `${percent}%` }), bar);
  }
  if (words.length) {
    const chips = words.map((text) => el("span", { className: "chip", text, data: { testid: "chip" } }));
    made.append(el("span", { className: "chips" }, el("small", { text: "จากคำว่า" }), ...chips));
  }
  return made;
}
