#include "server/histogram_box.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "query/histogram.h"
#include "server/filter_chips.h"
#include "server/frame.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t picture_height = 60;  // units of the picture

// Lower than its share where it would not be seen otherwise.
std::uint64_t height_of(std::uint64_t count, std::uint64_t most) {
  return count == 0 ? 0 : std::max<std::uint64_t>(2, count * picture_height / most);
}

// The search within the bar; where it is chosen already, without.
std::string bar_address(query::Request request, const std::string& facet, const std::string& range) {
  request.offset = 0;
  const auto filter = std::ranges::find(request.filters, facet, &query::Filter::facet);
  if (filter == request.filters.end())
    request.filters.push_back({facet, {range}});
  else if (filter->values == std::vector{range})
    request.filters.erase(filter);
  else
    filter->values = {range};
  return search_address(request);
}

bool is_chosen(const query::Request& request, const std::string& facet, const std::string& range) {
  const auto filter = std::ranges::find(request.filters, facet, &query::Filter::facet);
  return filter != request.filters.end() && filter->values == std::vector{range};
}

}  // namespace

std::string histogram_box(const query::Request& request, const query::FacetCounts& counts, const Texts& texts) {
  const auto histogram = query::histogram(counts);
  if (!histogram || histogram->bars.size() < 2) return {};
  const std::uint64_t most = std::ranges::max(histogram->bars, {}, &query::Bar::count).count;
  Json bars = Json::array();
  for (const query::Bar& bar : histogram->bars) {
    const std::string range = query::range_text(bar);
    const std::uint64_t height = height_of(bar.count, most);
    bars.push_back({{"span", with_dash(range)},
                    {"count", texts.number(bar.count)},
                    {"records", texts.count("browsing", bar.count)},
                    {"url", bar.count == 0 ? "" : bar_address(request, counts.facet, range)},
                    {"selected", bar.selected},
                    {"current", is_chosen(request, counts.facet, range)},
                    {"top", picture_height - height},
                    {"height", height}});
  }
  return render("histogram", {{"t", texts_json(texts)},
                              {"name", counts.facet},
                              {"label", texts.fill("histogram", {{"facet", counts.label}})},
                              {"facet", counts.label},
                              {"picture_height", picture_height},
                              {"least", std::to_string(histogram->bars.front().from)},
                              {"most", std::to_string(histogram->bars.back().to)},
                              {"bars", std::move(bars)}});
}

}  // namespace pramen::server
