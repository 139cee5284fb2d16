// Where the editors' page lives.
#pragma once

#include <string_view>

namespace pramen::server::editor {

inline constexpr std::string_view root = "/editor";

inline bool is_editor_path(std::string_view path) {
  return path.starts_with(root) && (path.size() == root.size() || path[root.size()] == '/');
}

}  // namespace pramen::server::editor
