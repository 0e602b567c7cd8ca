// The simulator's page: asks what is new a few times a second and shows each phone: one a person, one a group.
import { news, post } from "./api.js";
import { button, toast } from "./dom.js";
import { GroupPhone } from "./group.js";
import { Phone } from "./phone.js";

const PAUSE = 400;
const PAUSE_UNSEEN = 2500;
const NOW = new Intl.DateTimeFormat("th-TH", { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Bangkok" });

const phones = new Map();
const tabs = new Map();
const tools = document.querySelector("details.tools");
const here = (id) => document.getElementById(id);
let waiting = 0;
let asking = false;

async function look() {
  clearTimeout(waiting);
  if (asking) return;
  asking = true;
  try {
    const state = await news();
    if (state) show(state);
  } catch {
    // The server may be starting again; the next look will tell.
  }
  asking = false;
  waiting = setTimeout(look, document.hidden ? PAUSE_UNSEEN : PAUSE);
}

function show(state) {
  here("now").textContent = NOW.format(state.now);
  for (const [kind, all] of [[Phone, state.people], [GroupPhone, state.groups]]) {
    for (const one of all) {
      if (!phones.has(one.id)) welcome(one, new kind(one, state.name));
      phones.get(one.id).show(one, state.name);
    }
  }
}

function welcome({ id, name }, phone) {
  const tab = button(name, () => choose(id), { testid: "person-tab" });
  phones.set(id, phone);
  tabs.set(id, tab);
  here("people").append(tab);
  here("phones").append(phone.element);
  here("phones").dataset.count = String(Math.min(phones.size, 4));
  choose(id);
}

// On a narrow screen only the chosen phone is seen; on a wide one it is scrolled to.
function choose(id) {
  for (const [each, phone] of phones) {
    phone.element.classList.toggle("chosen", each === id);
    tabs.get(each).setAttribute("aria-current", String(each === id));
  }
  tabs.get(id).scrollIntoView({ block: "nearest", inline: "nearest" });
  phones.get(id).element.scrollIntoView({ block: "nearest", inline: "nearest" });
  phones.get(id).scrollDown();
}

here("add-person").addEventListener("click", () => post("people", {}));
here("add-group").addEventListener("click", async () => (await post("groups", {})) && (tools.open = false));
here("forward").addEventListener("click", async () => {
  if (!(await post("forward", { days: 3 }))) return;
  toast("ผ่านไปแล้ว 3 วันค่ะ");
  for (const phone of phones.values()) phone.scrollDown();
});
here("text-size").addEventListener("change", ({ target }) => {
  document.documentElement.style.setProperty("--scale", target.value);
  for (const phone of phones.values()) phone.resize();
});
here("pc-view").addEventListener("change", ({ target }) => document.body.classList.toggle("pc", target.checked));
document.addEventListener("acted", look);
document.addEventListener("visibilitychange", look);
document.addEventListener("keydown", (event) => event.key === "Escape" && (tools.open = false));
document.addEventListener("click", ({ target }) => tools.contains(target) || (tools.open = false));
look();
