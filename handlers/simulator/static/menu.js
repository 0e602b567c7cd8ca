// The rich menu under a chat: the bot's picture with tap areas, folded or open.
import { nameOf, perform } from "./actions.js";
import { menuUrl } from "./api.js";
import { button, el } from "./dom.js";
import { tapArea } from "./template.js";

export class RichMenu {
  constructor(phone) {
    this.phone = phone;
    this.id = null;
    this.element = el("div", { className: "rich-menu", hidden: true, data: { testid: "rich-menu" } });
  }

  show(menu) {
    if ((menu?.richMenuId ?? null) === this.id) return;
    this.id = menu?.richMenuId ?? null;
    this.element.replaceChildren();
    this.element.hidden = !menu;
    if (!menu) return;
    const face = el("div", { className: "rich-menu-face" }, el("img", { src: menuUrl(menu.richMenuId), alt: menu.chatBarText }));
    face.style.aspectRatio = `${menu.size.width} / ${menu.size.height}`;
    for (const { bounds, action } of menu.areas) {
      face.append(tapArea(bounds, menu.size, nameOf(action), () => perform(this.phone, action)));
    }
    this.face = face;
    this.bar = button(menu.chatBarText, () => this.fold(!this.face.hidden), { className: "rich-menu-bar", testid: "rich-menu-bar" });
    this.element.append(this.bar, face);
    this.fold(!menu.selected);
  }

  fold(folded) {
    if (!this.face) return;
    this.face.hidden = folded;
    this.bar.setAttribute("aria-expanded", String(!folded));
    this.phone.scrollDown();
  }
}
