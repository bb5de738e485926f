// The server's interface. The token is in the part of the address that never leaves the browser.

const token = location.hash.slice(1);

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function ask(method, path, body) {
  let response;
  try {
    response = await fetch(`/api/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(method === "POST" ? { "Content-Type": "application/json" } : {}),
      },
      body: method === "POST" ? JSON.stringify(body ?? {}) : undefined,
    });
  } catch {
    throw new Refused(0, "The review is no longer running. Start `bearout review` again; all that was decided is kept.");
  }
  const answer = await response.json();
  if (!response.ok) throw new Refused(response.status, answer.error);
  return answer;
}

export const get = (path, query = {}) => {
  const text = new URLSearchParams(query).toString();
  return ask("GET", text ? `${path}?${text}` : path);
};
export const post = (path, body) => ask("POST", path, body);
