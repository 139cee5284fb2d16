// A host that shows what was chosen in its own page in place of leaving it.
document.getElementById("handled").addEventListener("pramen-select", (event) => {
  event.preventDefault();
  document.getElementById("chosen").textContent = event.detail.title;
});
