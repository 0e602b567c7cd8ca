// The simulator's page: asks what is new a few times a second and shows each person's phone.
import { news, post } from "./api.js";
import { button, toast } from "./dom.js";
import { Phone } from "./phone.js";

const PAUSE = 400;
const PAUSE_UNSEEN = 2500;
const NOW = new Intl.DateTimeFormat("th-TH", { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Bangkok" });

const phones = new Map();
const tabs = new Map();
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
  for (const person of state.people) {
    if (!phones.has(person.id)) welcome(person, state.name);
    phones.get(person.id).show(person, state.name);
  }
}

function welcome(person, botName) {
  const phone = new Phone(person, botName);
  const tab = button(person.name, () => choose(person.id), { testid: "person-tab" });
  phones.set(person.id, phone);
  tabs.set(person.id, tab);
  here("people").append(tab);
  here("phones").append(phone.element);
  here("phones").dataset.count = String(Math.min(phones.size, 4));
  choose(person.id);
}

// On a narrow screen only the chosen phone is seen; on a wide one it is scrolled to.
function choose(id) {
  for (const [each, phone] of phones) {
    phone.element.classList.toggle("chosen", each === id);
    tabs.get(each).setAttribute("aria-current", String(each === id));
  }
  phones.get(id).element.scrollIntoView({ block: "nearest", inline: "nearest" });
  phones.get(id).scrollDown();
}

here("add-person").addEventListener("click", () => post("people", {}));
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
const tools = document.querySelector("details.tools");
document.addEventListener("keydown", (event) => event.key === "Escape" && (tools.open = false));
document.addEventListener("click", ({ target }) => tools.contains(target) || (tools.open = false));
look();
