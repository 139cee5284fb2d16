#include "server/value_tree.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace pramen::server {
namespace {

class Tree {
 public:
  explicit Tree(const std::vector<query::FacetCount>& values) : values_(values) {
    std::map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < values.size(); ++i) places.emplace(values[i].value, i);
    below_.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto above = std::ranges::find_if(values[i].broader, [&](const auto& key) { return places.contains(key); });
      (above == values[i].broader.end() ? tops_ : below_[places.at(*above)]).push_back(i);
    }
  }

  // A vocabulary has no rings.
  std::vector<PlacedValue> walk() {
    for (const std::size_t top : tops_) place(top, 0);
    return std::move(placed_);
  }

 private:
  void place(std::size_t at, std::size_t level) {
    placed_.push_back({&values_[at], std::min(level, deepest_level)});
    for (const std::size_t below : below_[at]) place(below, level + 1);
  }

  const std::vector<query::FacetCount>& values_;
  std::vector<std::size_t> tops_;
  std::vector<std::vector<std::size_t>> below_;
  std::vector<PlacedValue> placed_;
};

}  // namespace

std::vector<PlacedValue> value_tree(const std::vector<query::FacetCount>& values) { return Tree(values).walk(); }

}  // namespace pramen::server
