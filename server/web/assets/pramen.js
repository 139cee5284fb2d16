// Conveniences only: every page works without this file.
(function () {
  "use strict";
  var form = document.getElementById("search");
  var box = document.getElementById("q");
  if (!form || !box) return;
  var focusKey = "pramen-focus";

  // Empty fields stay out of the address.
  form.addEventListener("submit", function () {
    Array.prototype.forEach.call(form.elements, function (field) {
      var idle = field.name === "sort" && field.value === "relevance";
      if (field.name && field.type !== "checkbox" && (field.value === "" || idle)) field.disabled = true;
    });
  });
  // Coming back with the Back button finds the fields as they were left.
  window.addEventListener("pageshow", function () {
    Array.prototype.forEach.call(form.elements, function (field) { field.disabled = false; });
  });

  function submitAfter(field) {
    try { sessionStorage.setItem(focusKey, field.id); } catch (ignored) { /* private mode */ }
    form.requestSubmit();
  }
  Array.prototype.forEach.call(document.querySelectorAll('.facet input[type="checkbox"], #sort'), function (field) {
    field.addEventListener("change", function () { submitAfter(field); });
  });
  Array.prototype.forEach.call(document.querySelectorAll(".filters-auto"), function (hint) { hint.hidden = false; });
  Array.prototype.forEach.call(document.querySelectorAll(".sort .button"), function (button) { button.hidden = true; });

  try {
    var last = document.getElementById(sessionStorage.getItem(focusKey) || "");
    sessionStorage.removeItem(focusKey);
    if (last) {
      for (var at = last.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
      last.focus();
    }
  } catch (ignored) { /* private mode */ }

  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key !== "/" || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}());
