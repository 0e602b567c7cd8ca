// Small ways to make elements. Words always enter as text, never as markup.

export function el(tag, { text, on = {}, attrs = {}, data = {}, style = {}, ...props } = {}, ...children) {
  const made = document.createElement(tag);
  Object.assign(made, props);
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attrs)) if (value !== null) made.setAttribute(name, value);
  Object.assign(made.dataset, data);
  Object.assign(made.style, style);
  for (const [name, act] of Object.entries(on)) made.addEventListener(name, act);
  made.append(...children.filter((child) => child !== null));
  return made;
}

export function button(words, act, { className = "", testid = "", label = null } = {}) {
  const data = testid ? { testid } : {};
  return el("button", { type: "button", text: words, className, data, attrs: { "aria-label": label }, on: { click: act } });
}

// Makes any element work like a button, for pointers and for keys.
export function pressable(made, label, act) {
  made.tabIndex = 0;
  made.setAttribute("role", "button");
  if (label) made.setAttribute("aria-label", label);
  made.classList.add("pressable");
  made.addEventListener("click", (event) => {
    event.stopPropagation();
    act();
  });
  made.addEventListener("keydown", (event) => {
    if (event.target !== made || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  return made;
}

// Only web addresses: a link must not be able to run anything.
export function webAddress(url) {
  return typeof url === "string" && /^https?:\/\//.test(url) ? url : null;
}

export function picture(url, alt, className = "") {
  const address = webAddress(url);
  if (!address) return el("span", { className: `no-picture ${className}`, text: alt || "รูปภาพ" });
  return el("img", { src: address, alt, className, loading: "lazy" });
}

export function dialog(title, ...children) {
  const box = el("dialog", { className: "dialog", attrs: { "aria-label": title } }, el("h2", { text: title }), ...children);
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => event.target === box && box.close());
  document.body.append(box);
  box.showModal();
  return box;
}

let fading = 0;

export function toast(words) {
  const place = document.getElementById("toast");
  place.textContent = words;
  place.classList.add("shown");
  clearTimeout(fading);
  fading = setTimeout(() => place.classList.remove("shown"), 3500);
}
