// Draws LINE's Flex containers. Unknown parts are left out, as LINE's app does.
import { nameOf, perform } from "./actions.js";
import { el, picture, pressable } from "./dom.js";

const LETTERS = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
const GAPS = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const CORNERS = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const BORDERS = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };
const PICTURES = { xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220 };
const ALIGN = { start: "flex-start", center: "center", end: "flex-end" };
const GRAVITY = { top: "flex-start", center: "center", bottom: "flex-end" };
const PADDINGS = { header: "20px", body: "20px", footer: "10px" };
const SMALL = new Set(["nano", "micro"]);

export function drawFlex(contents, phone) {
  if (contents?.type !== "carousel") return drawBubble(contents ?? {}, phone);
  const strip = el("div", { className: "carousel", tabIndex: 0, attrs: { role: "group", "aria-label": "เลื่อนดูการ์ด" } });
  contents.contents.forEach((bubble, n) => {
    const card = drawBubble(bubble, phone);
    card.setAttribute("aria-label", `การ์ด ${n + 1} จาก ${contents.contents.length}`);
    strip.append(card);
  });
  return strip;
}

function drawBubble(bubble, phone) {
  const size = bubble.size ?? "mega";
  const card = el("div", { className: `flex-bubble size-${size}`, attrs: { role: "group" } });
  for (const name of ["header", "hero", "body", "footer"]) {
    if (bubble[name]) card.append(drawBlock(bubble, name, size, phone));
  }
  return withAction(card, bubble.action, phone);
}

function drawBlock(bubble, name, size, phone) {
  const look = bubble.styles?.[name] ?? {};
  const block = el("div", { className: `flex-${name}` });
  block.style.backgroundColor = look.backgroundColor ?? "";
  if (look.separator) block.style.borderTop = `1px solid ${look.separatorColor ?? "#d9dee5"}`;
  const part = drawPart(bubble[name], phone, { layout: "vertical" }, true);
  if (part && bubble[name].type === "box" && name !== "hero") {
    const usual = SMALL.has(size) ? "10px" : PADDINGS[name];
    part.style.padding ||= usual;
    pad(part, bubble[name]);
  }
  if (part) block.append(part);
  return block;
}

function drawPart(part, phone, parent, first) {
  const made = PARTS[part?.type]?.(part, phone, parent);
  if (!made) return null;
  stand(made, part, parent, first);
  if (part.type !== "button") withAction(made, part.action, phone);
  return made;
}

function withAction(made, action, phone) {
  return action ? pressable(made, action.label ?? null, () => perform(phone, action)) : made;
}

// Where a part stands among its neighbours.
function stand(made, part, parent, first) {
  const across = parent.layout !== "vertical";
  const usual = across && part.type !== "icon" && part.type !== "separator" ? 1 : 0;
  const share = part.flex ?? usual;
  if (part.type !== "separator") made.style.flex = share > 0 ? `${share} 1 ${across ? "0" : "auto"}` : "0 0 auto";
  const gap = part.margin ?? (first ? "none" : parent.spacing ?? "none");
  made.style[across ? "marginLeft" : "marginTop"] = length(gap, GAPS);
  if (part.position === "absolute") made.style.position = "absolute";
  const sides = { offsetTop: "top", offsetBottom: "bottom", offsetStart: "left", offsetEnd: "right" };
  for (const [from, to] of Object.entries(sides)) {
    if (!part[from]) continue;
    made.style.position ||= "relative";
    made.style[to] = length(part[from], GAPS);
  }
}

function drawBox(box, phone) {
  const made = el("div", { className: `flex-box flex-${box.layout}` });
  (box.contents ?? []).forEach((part, n) => {
    const inside = drawPart(part, phone, box, n === 0);
    if (inside) made.append(inside);
  });
  const { style } = made;
  style.backgroundColor = box.backgroundColor ?? "";
  style.borderRadius = length(box.cornerRadius ?? "none", CORNERS);
  if (box.borderWidth || box.borderColor) {
    style.border = `${length(box.borderWidth ?? "normal", BORDERS)} solid ${box.borderColor ?? "#c6ccd4"}`;
  }
  for (const name of ["width", "maxWidth", "height", "maxHeight"]) if (box[name]) style[name] = box[name];
  style.justifyContent = box.justifyContent ?? "";
  if (box.alignItems) style.alignItems = box.alignItems;
  if (box.background?.type === "linearGradient") style.backgroundImage = gradient(box.background);
  pad(made, box);
  return made;
}

function gradient({ angle, startColor, endColor, centerColor, centerPosition = "50%" }) {
  const centre = centerColor ? `, ${centerColor} ${centerPosition}` : "";
  return `linear-gradient(${angle}, ${startColor}${centre}, ${endColor})`;
}

function pad(made, box) {
  const sides = {
    paddingAll: "padding", paddingTop: "paddingTop", paddingBottom: "paddingBottom",
    paddingStart: "paddingLeft", paddingEnd: "paddingRight",
  };
  for (const [from, to] of Object.entries(sides)) if (box[from]) made.style[to] = length(box[from], GAPS);
}

function drawText(text, phone, parent) {
  const made = el("p", { className: "flex-text" });
  if (text.contents?.length) {
    made.append(...text.contents.map((span) => write(el("span", { text: span.text ?? "" }), span)));
  } else {
    made.textContent = text.text ?? "";
  }
  made.classList.toggle("wrap", text.wrap === true);
  made.classList.toggle("scaling", text.scaling === true);
  made.style.textAlign = text.align ?? "start";
  if (text.lineSpacing) made.style.lineHeight = `calc(1.4em + ${text.lineSpacing})`;
  if (text.maxLines && text.wrap) {
    made.classList.add("clamped");
    made.style.webkitLineClamp = String(text.maxLines);
  }
  if (text.gravity && parent.layout !== "baseline") made.style.alignSelf = GRAVITY[text.gravity] ?? "";
  return write(made, { size: "md", ...text });
}

function write(made, { size, weight, color, style, decoration }) {
  if (size) made.style.setProperty("--letters", length(size, LETTERS));
  if (size) made.classList.add("sized");
  if (weight === "bold") made.style.fontWeight = "700";
  made.style.color = color ?? "";
  if (style === "italic") made.style.fontStyle = "italic";
  if (decoration && decoration !== "none") made.style.textDecoration = decoration;
  return made;
}

function drawButton(part, phone) {
  const style = part.style ?? "link";
  const act = () => perform(phone, part.action);
  const words = nameOf(part.action);
  const made = el("button", { type: "button", text: words, className: `flex-button ${style} ${part.height ?? "md"}`, title: words });
  made.classList.toggle("scaling", part.scaling === true);
  made.classList.toggle("shrinks", part.adjustMode === "shrink-to-fit");
  if (part.color) made.style[style === "link" ? "color" : "backgroundColor"] = part.color;
  if (part.gravity) made.style.alignSelf = GRAVITY[part.gravity] ?? "";
  made.addEventListener("click", (event) => {
    event.stopPropagation();
    act();
  });
  made.dataset.testid = "flex-button";
  return made;
}

function drawImage(image) {
  const [width, height] = String(image.aspectRatio ?? "1:1").split(":").map(Number);
  const holder = el("div", { className: "flex-image" });
  holder.style.width = image.size === "full" ? "100%" : length(image.size ?? "md", PICTURES);
  holder.style.aspectRatio = `${width} / ${height}`;
  holder.style.backgroundColor = image.backgroundColor ?? "";
  holder.style.alignSelf = ALIGN[image.align ?? "center"];
  const shown = picture(image.url, "");
  shown.style.objectFit = image.aspectMode === "cover" ? "cover" : "contain";
  holder.append(shown);
  return holder;
}

function drawIcon(icon) {
  const made = picture(icon.url, "", "flex-icon sized");
  made.style.setProperty("--letters", length(icon.size ?? "md", LETTERS));
  return made;
}

function drawSeparator(part, phone, parent) {
  const made = el("div", { className: `flex-separator ${parent.layout === "vertical" ? "lying" : "standing"}` });
  if (part.color) made.style.backgroundColor = part.color;
  return made;
}

function drawVideo(video, phone) {
  return video.altContent ? drawPart(video.altContent, phone, { layout: "vertical" }, true) : picture(video.previewUrl, "วิดีโอ");
}

// LINE's words for a length, or a length in pixels or per cent.
function length(value, words) {
  return value in words ? `${words[value]}px` : String(value);
}

const PARTS = {
  box: drawBox,
  text: drawText,
  button: drawButton,
  image: drawImage,
  icon: drawIcon,
  separator: drawSeparator,
  video: drawVideo,
  filler: () => el("div", { style: { flex: "1" } }),
};
