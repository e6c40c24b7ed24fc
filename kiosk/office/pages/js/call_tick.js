// A worker that ticks: browsers slow down the timers of pages that nobody looks at, not these.

setInterval(() => postMessage(null), 1_000);
