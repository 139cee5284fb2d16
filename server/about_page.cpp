// GET /about: what this is, who runs it, and the accessibility statement in the form of
// the EU's model (Commission Implementing Decision (EU) 2018/1523).
#include <nlohmann/json.hpp>

#include "server/frame.h"
#include "server/pages.h"
#include "server/publisher.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

// When all browser tests last passed (docs/theming.md says how this is renewed).
constexpr std::string_view examined = "2026-11-28T00:00:00Z";

// "mailto:a@b.sk" is shown as "a@b.sk".
nlohmann::json link(std::string_view address) {
  if (address.empty()) return nullptr;
  std::string_view text = address;
  for (const std::string_view scheme : {"mailto:", "tel:", "https://"}) {
    if (text.starts_with(scheme)) text.remove_prefix(scheme.size());
  }
  return {{"url", address}, {"text", text}};
}

}  // namespace

HttpResponse about_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  const Texts& texts = page_texts(request);
  return cache.answer(request, page_tag(database, request, texts, "about", ""), page_vary, [&] {
    const Publisher& publisher = publisher_of(request);
    const nlohmann::json data = {
        {"t", texts_json(texts)},
        {"records", texts.fill("about_records", {{"n", texts.number(database.record_count())}})},
        {"publisher", publisher.name},
        {"scope", texts.fill("about_access_scope", {{"site", request.origin.empty() ? "Prameň" : request.origin}})},
        {"prepared", texts.fill("about_access_prepared", {{"date", texts.date(examined)}})},
        {"contact", link(publisher.contact)},
        {"enforcement", link(publisher.enforcement)},
    };
    const Frame frame{texts, texts["about"] + " – Prameň", texts["about_lead"], "/about", {}};
    return framed(database, request, frame, render("about", data));
  });
}

}  // namespace pramen::server
