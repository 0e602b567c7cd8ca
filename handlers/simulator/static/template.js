// Draws LINE's template messages, image maps and areas on pictures.
import { nameOf, perform } from "./actions.js";
import { button, el, picture, pressable } from "./dom.js";

export function drawTemplate(template, phone) {
  if (template.type === "image_carousel") return strip(template.columns.map((column) => imageCard(column, phone)));
  if (template.type === "carousel") return strip(template.columns.map((column) => card(column, phone)));
  return card(template, phone, template.type === "confirm" ? "confirm" : "");
}

function card(column, phone, className = "") {
  const made = el("div", { className: `template ${className}` });
  if (column.thumbnailImageUrl) made.append(picture(column.thumbnailImageUrl, "", "template-picture"));
  const said = el("div", { className: "template-words" });
  if (column.title) said.append(el("strong", { text: column.title }));
  said.append(el("p", { text: column.text }));
  const choices = el("div", { className: "template-choices" });
  for (const action of column.actions) choices.append(button(nameOf(action), () => perform(phone, action), { testid: "template-button" }));
  made.append(said, choices);
  if (column.defaultAction) pressable(said, nameOf(column.defaultAction), () => perform(phone, column.defaultAction));
  return made;
}

function imageCard({ imageUrl, action }, phone) {
  const made = el("div", { className: "template" }, picture(imageUrl, "", "template-picture"));
  if (action.label) made.append(el("span", { className: "image-label", text: action.label }));
  return pressable(made, nameOf(action), () => perform(phone, action));
}

function strip(cards) {
  const attrs = { role: "group", "aria-label": "เลื่อนดูการ์ด" };
  return el("div", { className: "carousel", tabIndex: 0, attrs }, ...cards);
}

export function drawImagemap({ baseUrl, baseSize, actions, altText }, phone) {
  const made = el("div", { className: "imagemap" }, picture(`${baseUrl}/1040`, altText));
  for (const action of actions) {
    const doing = action.type === "uri" ? { type: "uri", uri: action.linkUri } : action;
    made.append(tapArea(action.area, baseSize, action.label ?? nameOf(doing), () => perform(phone, doing)));
  }
  return made;
}

// An invisible button over a part of a picture, placed in per cent of the picture's own pixels.
export function tapArea({ x, y, width, height }, size, label, act) {
  const share = (part, whole) => `${(100 * part) / whole}%`;
  const made = button("", act, { className: "tap-area", testid: "tap-area", label });
  Object.assign(made.style, {
    left: share(x, size.width), top: share(y, size.height),
    width: share(width, size.width), height: share(height, size.height),
  });
  return made;
}
