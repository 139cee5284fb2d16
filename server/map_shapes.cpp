#include "server/map_shapes.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <sstream>
#include <stdexcept>

#include "server/assets.h"

namespace pramen::server {

MapShapes::MapShapes(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.empty() || line.starts_with('#')) continue;
    const auto outline = line.find(" M");
    std::istringstream words{std::string(line.substr(0, outline))};
    std::string key;
    words >> key;
    if (key == "frame") {
      words >> east_ >> north_ >> scale_ >> width_ >> height_;
    } else if (outline != line.npos) {
      MapShape& shape = shapes_.emplace_back();
      shape.country = key;
      words >> shape.name_x >> shape.name_y >> shape.room;
      shape.outline = line.substr(outline + 1);
    }
    if (words.fail()) throw std::runtime_error("the outlines of the map are damaged: " + key);
  }
  if (width_ <= 0 || height_ <= 0) throw std::runtime_error("the outlines of the map have no frame");
}

const MapShapes& MapShapes::europe() {
  static const MapShapes shapes(web_file("map-europe.txt"));
  return shapes;
}

const MapShapes& MapShapes::middle() {
  static const MapShapes shapes(web_file("map-middle.txt"));
  return shapes;
}

const MapShape* MapShapes::named(std::string_view country) const {
  const auto found = std::ranges::find(shapes_, country, &MapShape::country);
  return found == shapes_.end() || (found->name_x == 0 && found->name_y == 0) ? nullptr : &*found;
}

// J. P. Snyder, Map Projections: A Working Manual (1987), equations 22-4, 22-5 and 24-2.
std::optional<MapPoint> MapShapes::point(double lat, double lon) const {
  constexpr double radians = std::numbers::pi / 180;
  const double phi = lat * radians, phi_1 = north_ * radians, lambda = (lon - east_) * radians;
  const double cos_distance = std::sin(phi_1) * std::sin(phi) + std::cos(phi_1) * std::cos(phi) * std::cos(lambda);
  if (cos_distance <= 0) return {};  // the other half of the earth
  const double k = scale_ * std::sqrt(2 / (1 + cos_distance));
  const MapPoint point{
      width_ / 2.0 + k * std::cos(phi) * std::sin(lambda),
      height_ / 2.0 - k * (std::cos(phi_1) * std::sin(phi) - std::sin(phi_1) * std::cos(phi) * std::cos(lambda))};
  const bool inside = point.x >= 0 && point.x <= width_ && point.y >= 0 && point.y <= height_;
  return inside ? std::optional(point) : std::nullopt;
}

}  // namespace pramen::server
