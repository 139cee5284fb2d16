#include "server/map_picture.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <nlohmann/json.hpp>

#include "server/map_shapes.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;

// A place with at least this share of what the largest has is named in the picture.
constexpr double named_share = 0.4;
constexpr std::size_t least_named = 3;
// Units that a letter of a country's name is wide, and how far a name may reach beyond its country.
constexpr double letter_width = 9;
constexpr double overhang = 1.15;

struct Mark {
  const MapPlace* place;
  std::size_t number;  // of the place, from 1: its anchor
  MapPoint point;
  int radius;
  bool named = false;
};

std::optional<MapPoint> point_on(const MapShapes& shapes, const MapPlace& place) {
  return place.lat && place.lon ? shapes.point(*place.lat, *place.lon) : std::nullopt;
}

// Circles grow with the root of the records, from a size that can be hit.
std::vector<Mark> marks_on(const MapShapes& shapes, const MapAnswer& answer, double growth) {
  std::vector<Mark> marks;
  for (std::size_t i = 0; i < answer.places.size(); ++i) {
    const MapPlace& place = answer.places[i];
    if (const auto point = point_on(shapes, place)) {
      const auto grown = std::lround(4 + growth * std::sqrt(place.records.size()));
      marks.push_back({&place, i + 1, *point, static_cast<int>(grown)});
    }
  }
  return marks;
}

void name_the_largest(std::vector<Mark>& marks) {
  std::size_t most = 0;
  for (const Mark& mark : marks) most = std::max(most, mark.place->records.size());
  for (Mark& mark : marks) {
    const std::size_t records = mark.place->records.size();
    mark.named = records >= least_named && static_cast<double>(records) >= named_share * static_cast<double>(most);
  }
}

// A name stands to the right of its mark, to the left where another mark would lie under it.
bool stands_left(const Mark& mark, const std::vector<Mark>& marks) {
  return std::ranges::any_of(marks, [&](const Mark& other) {
    const double right = other.point.x - mark.point.x;
    return other.named && right > 0 && right < 130 && std::abs(other.point.y - mark.point.y) < 20;
  });
}

Json marks_json(const MapView& view, const std::vector<Mark>& marks) {
  Json list = Json::array();
  for (const Mark& mark : marks) {
    const int r = mark.radius;
    const bool left = stands_left(mark, marks);
    const int x = static_cast<int>(std::lround(mark.point.x)), y = static_cast<int>(std::lround(mark.point.y));
    list.push_back({{"x", x},
                    {"y", y},
                    {"r", r},
                    {"name", mark.named ? mark.place->name : std::string()},
                    {"name_x", left ? x - r - 4 : x + r + 4},
                    {"name_y", y + 5},
                    {"left", left},
                    {"url", "#place-" + std::to_string(mark.number)},
                    {"label", view.place(*mark.place) + ", " + view.country(mark.place->country) + ": " +
                                  view.texts.count("browsing", mark.place->records.size())}});
  }
  return list;
}

// Of three shades, for at least half of what the first has, at least a tenth, and less.
const char* shade_of(std::uint64_t count, std::uint64_t most) {
  if (count * 2 >= most) return "map-most";
  return count * 10 >= most ? "map-many" : "map-some";
}

bool has_room(const MapShape& shape, std::string_view name) {
  const auto letters = std::ranges::count_if(name, [](unsigned char c) { return (c & 0xC0U) != 0x80U; });
  return static_cast<double>(letters) * letter_width <= overhang * shape.room;
}

Json picture_json(const MapView& view, const MapAnswer& answer, const MapShapes& shapes, std::string_view title_id) {
  Json lands = Json::array(), names = Json::array();
  const std::uint64_t most = answer.countries.empty() ? 0 : answer.countries.front().count;
  for (const MapShape& shape : shapes.shapes()) {
    const auto found = std::ranges::find(answer.countries, shape.country, &MapCountry::country);
    const bool counted = found != answer.countries.end();
    lands.push_back({{"path", shape.outline},
                     {"shade", counted ? shade_of(found->count, most) : ""},
                     {"url", counted ? view.country_address(shape.country) : std::string()}});
    if (!counted || shapes.named(shape.country) == nullptr) continue;
    const std::string name = view.country(shape.country);
    names.push_back({{"x", shape.name_x},
                     {"y", shape.name_y},
                     {"name_y", shape.name_y - 4},
                     {"count_y", shape.name_y + 14},
                     {"name", has_room(shape, name) ? name : std::string()},
                     {"count", view.texts.number(found->count)},
                     {"url", view.country_address(shape.country)},
                     {"label", name + ": " + view.texts.count("browsing", found->count)}});
  }
  return {
      {"width", shapes.width()}, {"height", shapes.height()}, {"title", title_id}, {"lands", lands}, {"names", names}};
}

}  // namespace

std::string europe_picture(const MapView& view, const MapAnswer& answer, std::string_view title_id) {
  auto marks = marks_on(MapShapes::europe(), answer, 1.5);
  std::erase_if(marks, [](const Mark& mark) { return point_on(MapShapes::middle(), *mark.place).has_value(); });
  Json data = picture_json(view, answer, MapShapes::europe(), title_id);
  data["frame"] = "europe";
  data["linked"] = true;
  data["marks"] = marks_json(view, marks);
  return render("map_picture", data);
}

std::string middle_picture(const MapView& view, const MapAnswer& answer, std::string_view title_id) {
  auto marks = marks_on(MapShapes::middle(), answer, 2.4);
  if (marks.empty()) return {};
  name_the_largest(marks);
  Json data = picture_json(view, answer, MapShapes::middle(), title_id);
  data["frame"] = "middle";
  data["linked"] = false;
  data["marks"] = marks_json(view, marks);
  return render("map_picture", data);
}

}  // namespace pramen::server
