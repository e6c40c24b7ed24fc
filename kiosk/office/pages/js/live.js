// One line to the office that notices when it is silent, and comes back by itself.

const SILENT_AFTER_MS = 35_000; // the office beats every 15 s
const GRACE_MS = 2_500; // a short hiccup is not worth a warning
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 10_000;

/**
 * Follow an address of server-sent events.
 * @param {string} address
 * @param {Record<string, (data: string) => void>} hear what to do with each kind of event
 * @param {(live: boolean) => void} tell called whenever the line is lost or back
 * @returns {{stop: () => void}}
 */
export function follow(address, hear, tell) {
  let source = null;
  let heardAt = Date.now();
  let retryMs = FIRST_RETRY_MS;
  let retry = 0;
  let warning = 0;
  let stopped = false;

  const alive = () => {
    heardAt = Date.now();
    retryMs = FIRST_RETRY_MS;
    clearTimeout(warning);
    warning = 0;
    tell(true);
  };
  const lost = () => {
    source?.close();
    source = null;
    if (!warning) warning = setTimeout(() => tell(false), GRACE_MS);
    clearTimeout(retry);
    if (stopped) return;
    retry = setTimeout(open, retryMs * (0.75 + Math.random() / 2));
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  };
  const open = () => {
    clearTimeout(retry);
    source?.close();
    heardAt = Date.now();
    source = new EventSource(address);
    source.onerror = lost;
    for (const [event, act] of Object.entries(hear)) {
      source.addEventListener(event, (message) => {
        alive();
        act(message.data);
      });
    }
  };
  const stop = () => {
    stopped = true;
    clearTimeout(retry);
    clearTimeout(warning);
    clearInterval(watch);
    source?.close();
  };
  const watch = setInterval(() => {
    if (source && Date.now() - heardAt > SILENT_AFTER_MS) lost();
  }, 5_000);
  // A phone that sleeps keeps a dead line: look again as soon as somebody looks at it.
  document.addEventListener("visibilitychange", () => {
    const asleep = !source || Date.now() - heardAt > SILENT_AFTER_MS / 2;
    if (!stopped && document.visibilityState === "visible" && asleep) open();
  });
  window.addEventListener("online", () => stopped || source || open());
  // Otherwise some browsers show the broken line as an error while the page is left.
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", (event) => event.persisted && !stopped && open());
  open();
  return { stop };
}
