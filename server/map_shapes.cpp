#include "server/map_shapes.h"

#include <algorithm>
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
      words >> west_ >> north_ >> per_degree_east_ >> per_degree_north_ >> width_ >> height_;
    } else if (outline != line.npos) {
      MapShape& shape = shapes_.emplace_back();
      shape.country = key;
      words >> shape.name_x >> shape.name_y;
      shape.outline = line.substr(outline + 1);
    }
    if (words.fail()) throw std::runtime_error("the outlines of the map are damaged: " + key);
  }
  if (width_ <= 0 || height_ <= 0) throw std::runtime_error("the outlines of the map have no frame");
}

const MapShapes& MapShapes::bundled() {
  static const MapShapes shapes(web_file("map/countries.txt"));
  return shapes;
}

const MapShape* MapShapes::named(std::string_view country) const {
  const auto found = std::ranges::find(shapes_, country, &MapShape::country);
  return found == shapes_.end() || (found->name_x == 0 && found->name_y == 0) ? nullptr : &*found;
}

std::optional<MapPoint> MapShapes::point(double lat, double lon) const {
  const MapPoint point{(lon - west_) * per_degree_east_, (north_ - lat) * per_degree_north_};
  const bool inside = point.x >= 0 && point.x <= width_ && point.y >= 0 && point.y <= height_;
  return inside ? std::optional(point) : std::nullopt;
}

}  // namespace pramen::server
