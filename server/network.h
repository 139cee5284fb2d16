// The records around one: those it is linked with, what each is to it ("runs"), and those
// one step further. What it is stands in a field with a role of either record (roles.h);
// where neither says so, it follows from their kinds ("linked_practices"). Links are said
// by both records, so following `related` is enough to find who names a record; no index of
// backward links is needed. `pramen check` reports ids that lead nowhere, they are passed
// over here.
//
// Bounded: at most max_near records in the first step, far_each through each of them and
// max_far together in the second. Some hundred records are read, a few milliseconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/database.h"

namespace pramen::server {

inline constexpr std::size_t max_near = 60, far_each = 4, max_far = 40;

struct NetworkRecord {
  std::string id, kind, country;   // country: its key; empty where there is none
  std::string lang, title;         // as the reader sees them (Record::text_in)
  std::vector<std::string> roles;  // what it is to the record in the middle, at least one; none in the second step
  std::string via;                 // id of the record of the first step that leads here; empty there
  bool abroad = false;             // both countries are known and differ
};

struct NetworkCountry {
  std::string country;
  std::size_t count = 0;  // records of the first step
};

struct NetworkRole {
  std::string role;
  std::size_t count = 0;  // records of the first step
};

struct Network {
  NetworkRecord middle;
  std::vector<NetworkRecord> near, far;   // near: by first role; both in the order of the corpus
  std::vector<NetworkRole> roles;         // of the first step, in the order in which they are shown
  std::vector<NetworkCountry> countries;  // of the first step, by count, then key
  std::size_t abroad = 0;                 // records of the first step
  std::size_t left_out = 0;               // records of the first step beyond max_near
};

// The names of roles, in the order in which they are shown: those of the schema, then those by kind.
std::vector<std::string_view> network_roles(const corpus::Schema& schema);

// Nothing if the id is unknown. `lang` may be empty: then titles are in the language of the original.
std::optional<Network> network_of(const query::Database& database, std::string_view id, std::string_view lang);

std::string network_json(const query::Database& database, const Network& network, std::string_view lang);

}  // namespace pramen::server
