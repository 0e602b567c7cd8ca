// Talks to the simulator's own JSON. Holds no state but the mark of what was last seen.
import { toast } from "./dom.js";

const API = "/simulator/api";
let mark = "";

export async function news() {
  const answer = await fetch(`${API}/state?after=${encodeURIComponent(mark)}`);
  if (answer.status !== 200) return null;
  const state = await answer.json();
  mark = state.mark;
  return state;
}

export async function post(path, body) {
  try {
    const answer = await fetch(`${API}/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const told = await answer.json();
    if (!answer.ok) toast(`ทำรายการไม่ได้: ${told.fault}`);
    document.dispatchEvent(new Event("acted"));
    return answer.ok ? told : null;
  } catch {
    toast("ติดต่อเครื่องไม่ได้ ลองอีกครั้งนะคะ");
    return null;
  }
}

// What the bot understood of one message of this person; null when it cannot be told.
export async function understood(user, message) {
  try {
    const answer = await fetch(`${API}/understood?${new URLSearchParams({ user, message })}`);
    if (answer.ok) return await answer.json();
  } catch {
    // Told below, as any other reason is.
  }
  toast("ยังดูไม่ได้ ลองอีกครั้งนะคะ");
  return null;
}

// A phone sends in the order of the thumbs: one person's acts wait for one another.
const last = new Map();

export function act(person, name, more = {}) {
  const before = last.get(person) ?? Promise.resolve();
  const done = before.then(() => post("act", { person, act: name, ...more }));
  last.set(person, done);
  return done;
}

export const contentUrl = (id) => `${API}/content/${encodeURIComponent(id)}`;
export const menuUrl = (id) => `${API}/menu/${encodeURIComponent(id)}`;
