// The editors' page works without this file; with it, a job that runs is followed live. Without it, or where the
// stream cannot be had, the page is asked for again now and then.
interface Job {
  progress: { stage: string; share: number | null } | null;
}

const retry_ms = 3000;

function follow(box: HTMLElement, address: string) {
  const bar = box.querySelector("progress");
  const stage = box.querySelector<HTMLElement>("[data-stage]");
  const events = new EventSource(address);
  const seen = (event: MessageEvent<string>) => {
    const { progress } = JSON.parse(event.data) as Job;
    if (progress === null || bar === null) return;
    if (progress.share === null) bar.removeAttribute("value");
    else bar.value = Math.floor(progress.share * 100);
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
