// The editors' page works without this file; with it, a job that runs is followed live. Without it, or where the
// stream cannot be had, the page is asked for again now and then.
interface Job {
  progress: { stage: string; share: number | null; seconds_left: number | null } | null;
}

const retry_ms = 3000;

// "2 min" in the language of the page.
function duration(seconds: number): string {
  const minutes = seconds >= 90;
  const format = new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit",
    unit: minutes ? "minute" : "second",
  });
  return format.format(minutes ? Math.round(seconds / 60) : seconds);
}

function follow(box: HTMLElement, address: string) {
  const bar = box.querySelector("progress");
  const stage = box.querySelector<HTMLElement>("[data-stage]");
  const left = box.querySelector<HTMLElement>("[data-left]");
  const events = new EventSource(address);
  const seen = (event: MessageEvent<string>) => {
    const { progress } = JSON.parse(event.data) as Job;
    if (progress === null || bar === null) return;
    if (progress.share === null) bar.removeAttribute("value");
    else bar.value = Math.floor(progress.share * 100);
    if (left !== null) {
      const seconds = progress.seconds_left;
      left.textContent = seconds === null ? "" : (left.dataset.left ?? "").replace("{time}", duration(seconds));
    }
    // Told to who cannot see the bar, but not each time it moves.
    if (stage !== null && stage.textContent !== progress.stage) stage.textContent = progress.stage;
  };
  const again = () => {
    events.close();
    location.reload();
  };
  events.addEventListener("progress", seen);
  events.addEventListener("done", again);
  events.addEventListener("error", () => {
    events.close();
    setTimeout(again, retry_ms);
  });
}

for (const box of document.querySelectorAll<HTMLElement>("[data-events]")) follow(box, box.dataset.events ?? "");
