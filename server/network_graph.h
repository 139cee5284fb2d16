// Where the boxes of a network stand in a picture: the record in the middle, the first step
// on either side of it, the second step below the record that leads to it. Each record is
// drawn once. Pure; the drawing itself is web/templates/network_graph.mustache.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

#include "server/frame.h"
#include "server/network.h"

namespace pramen::server {

inline constexpr std::size_t graph_records = 16;  // with the one in the middle

// HTML: an <svg> that assistive technology passes over, as a list says the same.
std::string network_graph(const corpus::Schema& schema, const Texts& texts, const Network& network);

// What the record page says of the network: {{network_any}}, {{network_groups}}, ...
nlohmann::json network_section(const corpus::Schema& schema, const Texts& texts, const Network& network);

}  // namespace pramen::server
