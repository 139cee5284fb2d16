// Where the admin API lives.
#pragma once

#include <string_view>

namespace pramen::server::admin {

inline constexpr std::string_view prefix = "/api/v1/admin/";

inline bool is_admin_path(std::string_view path) { return path.starts_with(prefix); }

}  // namespace pramen::server::admin
