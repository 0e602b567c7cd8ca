// Draws one message of LINE, from the person or the bot. Decides nothing about where it stands.
import { contentUrl } from "./api.js";
import { STICKERS } from "./attach.js";
import { el, picture, webAddress } from "./dom.js";
import { drawFlex } from "./flex.js";
import { drawImagemap, drawTemplate } from "./template.js";

export function drawMessage(bubble, phone) {
  const draw = KINDS[bubble.message.type] ?? (() => words(`[${bubble.message.type}]`));
  return draw(bubble.message, bubble, phone);
}

function words(text, className = "words scaling") {
  const made = el("p", { className });
  // Addresses become links as in LINE; everything else stays exactly as written.
  for (const part of text.split(/(https?:\/\/\S+)/)) {
    const address = webAddress(part);
    made.append(address ? el("a", { href: address, text: part, target: "_blank", rel: "noopener noreferrer" }) : part);
  }
  return made;
}

function textV2({ text, substitution = {} }) {
  const filled = text.replace(/\{\{|\}\}|\{(\w{1,20})\}/g, (whole, key) => {
    if (whole === "{{" || whole === "}}") return whole[0];
    return substitution[key]?.type === "mention" ? "@ทุกคน" : "🙂";
  });
  return words(filled);
}

function sticker({ packageId, stickerId }) {
  const known = STICKERS.find((one) => one.packageId === packageId && one.stickerId === stickerId);
  return el("span", { className: "sticker-shown", text: known?.face ?? "🙂", attrs: { role: "img", "aria-label": `สติกเกอร์ ${known?.name ?? ""}` } });
}

function photo(message, bubble) {
  const url = message.previewImageUrl ?? message.originalContentUrl;
  if (url) return picture(url, "รูปภาพ", "photo");
  return el("img", { src: contentUrl(bubble.id), alt: "รูปภาพที่ส่ง", className: "photo" });
}

function sound(message, bubble) {
  const src = webAddress(message.originalContentUrl) ?? contentUrl(bubble.id);
  return el("audio", { src, controls: true, preload: "none", attrs: { "aria-label": "ข้อความเสียง" } });
}

function film(message, bubble) {
  const src = webAddress(message.originalContentUrl) ?? contentUrl(bubble.id);
  return el("video", { src, controls: true, preload: "none", className: "photo" });
}

function place({ title, address }) {
  return el("div", { className: "place" }, el("strong", { text: `📍 ${title ?? "ตำแหน่งที่ตั้ง"}` }), el("span", { text: address ?? "" }));
}

function paper({ fileName, fileSize }) {
  const size = fileSize > 1024 ? `${Math.round(fileSize / 1024)} KB` : `${fileSize} B`;
  return el("div", { className: "place" }, el("strong", { text: `📄 ${fileName}` }), el("span", { text: size }));
}

const KINDS = {
  text: ({ text }) => words(text),
  textV2,
  sticker,
  image: photo,
  audio: sound,
  video: film,
  location: place,
  file: paper,
  flex: (message, bubble, phone) => drawFlex(message.contents, phone),
  template: (message, bubble, phone) => drawTemplate(message.template, phone),
  imagemap: (message, bubble, phone) => drawImagemap(message, phone),
};
