// The outlines of countries for the map (web/built/map-*.txt, made by web/map/outlines.mjs), and where a point of the
// earth lies among them: Lambert's azimuthal equal-area projection. Read once, immutable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pramen::server {

struct MapShape {
  std::string country;         // key; "-" for land of a country that has none
  int name_x = 0, name_y = 0;  // where its name stands; 0, 0: too little of it is to be seen
  int room = 0;                // for its name
  std::string_view outline;    // path data of SVG
};

struct MapPoint {
  double x = 0, y = 0;
};

class MapShapes {
 public:
  // Throws std::runtime_error if the text is not what web/map/outlines.mjs writes.
  explicit MapShapes(std::string_view text);
  // Those of the program: the whole continent, and its middle and south-east at a larger scale.
  static const MapShapes& europe();
  static const MapShapes& middle();

  int width() const { return width_; }
  int height() const { return height_; }
  const std::vector<MapShape>& shapes() const { return shapes_; }
  // Nothing if there is no such country, or too little of it.
  const MapShape* named(std::string_view country) const;
  // Nothing outside of the picture.
  std::optional<MapPoint> point(double lat, double lon) const;

 private:
  double east_ = 0, north_ = 0;  // the point in the middle, degrees
  double scale_ = 0;             // units a radian
  int width_ = 0, height_ = 0;
  std::vector<MapShape> shapes_;
};

}  // namespace pramen::server
