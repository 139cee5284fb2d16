#include "server/share_box.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "server/filter_chips.h"
#include "server/frame.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

// "„komunita“, krajina: Rakúsko"
std::string search_in_words(const query::Answer& answer, const corpus::Schema& schema, const Texts& texts) {
  const query::Request& request = answer.request;
  std::string text = request.words.empty() ? "" : texts.fill("quoted", {{"text", request.words}});
  for (const query::FacetCounts& counts : answer.facets) {
    for (const query::Filter& filter : request.filters) {
      if (filter.facet != counts.facet) continue;
      text += (text.empty() ? "" : ", ") + counts.label + ": ";
      for (std::size_t i = 0; i < filter.values.size(); ++i) {
        text += i == 0 ? "" : " / ";
        text += filter_label(schema, filter.facet, filter.values[i], texts);
      }
    }
  }
  return text;
}

}  // namespace

std::string share_box(const query::Answer& answer, const corpus::Schema& schema, std::string_view origin,
                      std::string_view edition, const Texts& texts) {
  query::Request shared = answer.request;
  shared.offset = 0;
  shared.limit = query::Request{}.limit;
  const std::string link = search_address(shared), whole = std::string(origin) + link;
  const std::string citation = texts.fill("share_citation", {{"search", search_in_words(answer, schema, texts)},
                                                             {"found", texts.count("browsing", answer.total)},
                                                             {"edition", edition},
                                                             {"url", whole}});
  return render("share", {{"t", texts_json(texts)}, {"link", link}, {"whole", whole}, {"citation", citation}});
}

}  // namespace pramen::server
