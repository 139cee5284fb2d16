#include "server/negotiation.h"

#include <algorithm>
#include <string>
#include <vector>

namespace pramen::server {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

// The next piece up to `separator`, which may stand inside quotes; the rest stays in `text`.
std::string_view next(std::string_view& text, char separator) {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < text.size() && (quoted || text[end] != separator); ++end) {
    if (text[end] == '"') quoted = !quoted;
    if (quoted && text[end] == '\\' && end + 1 < text.size()) ++end;
  }
  const std::string_view piece = trim(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return piece;
}

struct Parameter {
  std::string_view name, value;
};

struct MediaType {
  std::string_view type, subtype;
  std::vector<Parameter> parameters;
};

std::optional<MediaType> read_media_type(std::string_view text) {
  const std::string_view essence = next(text, ';');
  const auto slash = essence.find('/');
  if (slash == 0 || slash == essence.npos || slash + 1 == essence.size()) return std::nullopt;
  MediaType media{essence.substr(0, slash), essence.substr(slash + 1), {}};
  if (media.type == "*" && media.subtype != "*") return std::nullopt;
  while (!text.empty()) {
    const std::string_view parameter = next(text, ';');
    const auto equals = parameter.find('=');
    if (equals == parameter.npos) continue;
    std::string_view value = trim(parameter.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    media.parameters.push_back({trim(parameter.substr(0, equals)), value});
  }
  return media;
}

// "0.7" as thousandths: 0 or 1 and at most three digits behind a point (RFC 9110, 12.4.2).
std::optional<int> read_weight(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1') || text.size() > 5) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int weight = (text[0] - '0') * 1000, unit = 100;
  for (const char digit : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (digit < '0' || digit > '9') return std::nullopt;
    weight += (digit - '0') * unit;
    unit /= 10;
  }
  return weight <= 1000 ? std::optional(weight) : std::nullopt;
}

struct Range {
  MediaType media;
  int weight = 1000;
};

std::vector<Range> read_ranges(std::string_view accept) {
  std::vector<Range> ranges;
  while (!accept.empty()) {
    auto media = read_media_type(next(accept, ','));
    if (!media) continue;
    Range range{std::move(*media)};
    auto& parameters = range.media.parameters;
    const auto q = std::ranges::find_if(parameters, [](const Parameter& one) { return same(one.name, "q"); });
    if (q != parameters.end()) {
      const auto weight = read_weight(q->value);
      if (!weight) continue;
      range.weight = *weight;
      parameters.erase(q, parameters.end());  // what stands behind the weight is no part of the type
    }
    ranges.push_back(std::move(range));
  }
  return ranges;
}

// How exactly the range names the offer; 0 if it does not.
std::size_t exactness(const MediaType& range, const MediaType& offer) {
  if (range.type == "*") return 1;
  if (!same(range.type, offer.type)) return 0;
  if (range.subtype == "*") return 2;
  if (!same(range.subtype, offer.subtype)) return 0;
  std::size_t exact = 3;
  for (const Parameter& wanted : range.parameters) {
    // A profile is a wish: JSON-LD is JSON-LD also without it.
    if (same(wanted.name, "profile")) continue;
    const auto is_given = [&](const Parameter& one) {
      return same(one.name, wanted.name) && same(one.value, wanted.value);
    };
    if (std::ranges::none_of(offer.parameters, is_given)) return 0;
    ++exact;
  }
  return exact;
}

int weight_of(std::string_view offer, const std::vector<Range>& ranges) {
  const auto media = read_media_type(offer);
  std::size_t best = 0;
  int weight = 0;
  for (const Range& range : ranges) {
    const std::size_t exact = exactness(range.media, *media);
    if (exact <= best) continue;
    best = exact;
    weight = range.weight;
  }
  return weight;
}

}  // namespace

std::optional<std::size_t> preferred(std::string_view accept, std::span<const std::string_view> offers) {
  const auto ranges = read_ranges(accept);
  if (ranges.empty()) return 0;
  std::optional<std::size_t> best;
  int best_weight = 0;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const int weight = weight_of(offers[i], ranges);
    if (weight <= best_weight) continue;
    best = i;
    best_weight = weight;
  }
  return best;
}

}  // namespace pramen::server
