#include "server/paging.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "server/frame.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;

// First, last, and two on either side of the current page.
Json paging_json(const query::Request& request, std::size_t page, std::size_t pages) {
  Json list = Json::array();
  std::size_t last_shown = 0;
  for (std::size_t number = 1; number <= pages; ++number) {
    const bool shown = number == 1 || number == pages || (number + 2 >= page && number <= page + 2);
    if (!shown) continue;
    query::Request other = request;
    other.offset = (number - 1) * request.limit;
    list.push_back({{"number", number},
                    {"current", number == page},
                    {"gap", number > last_shown + 1},
                    {"url", search_address(other)}});
    last_shown = number;
  }
  return list;
}

}  // namespace

Json paging(const query::Answer& answer, const Texts& texts) {
  Json data;
  const query::Request& request = answer.request;
  const std::size_t reachable =
      std::min<std::size_t>(answer.total + answer.partial, query::max_window - query::max_window % request.limit);
  const std::size_t pages = (reachable + request.limit - 1) / request.limit;
  const std::size_t page = request.offset / request.limit + 1;
  data["paged"] = pages > 1;
  if (pages <= 1) return data;
  data["page_of"] = texts.fill("page_of", {{"page", texts.number(page)}, {"pages", texts.number(pages)}});
  data["pages"] = paging_json(request, page, pages);
  query::Request step = request;
  if (page > 1) {
    step.offset = (std::min(page, pages + 1) - 2) * request.limit;
    data["previous_url"] = search_address(step);
  }
  if (page < pages) {
    step.offset = page * request.limit;
    data["next_url"] = search_address(step);
  }
  return data;
}

}  // namespace pramen::server
