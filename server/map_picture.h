// The pictures of /map as SVG: lands with the counts of their records, and marks where places are. What they say stands
// in a table and lists beside them; every name with a count and every mark is a link. No state, any number of threads.
#pragma once

#include <string>

#include "server/map_view.h"

namespace pramen::server {

// The continent: countries with their counts, and places that the other picture does not show. `title_id`: of the
// heading that names the picture.
std::string europe_picture(const MapView& view, const MapAnswer& answer, std::string_view title_id);
// Its middle and south-east, where places are too close together for the continent; empty where there is none of them.
std::string middle_picture(const MapView& view, const MapAnswer& answer, std::string_view title_id);

}  // namespace pramen::server
