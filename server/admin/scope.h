// What a key may do. Plain values.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pramen::server::admin {

// In the order in which they are listed. admin includes all; records and publish include read.
enum class Scope : std::uint8_t { read, records, publish, admin };

inline constexpr std::array<std::string_view, 4> scope_names = {"read", "records", "publish", "admin"};
inline std::string_view name_of(Scope scope) { return scope_names[static_cast<std::size_t>(scope)]; }

class Scopes {
 public:
  Scopes() = default;
  explicit Scopes(const std::vector<Scope>& scopes) {
    for (const Scope scope : scopes) add(scope);
  }
  void add(Scope scope) { bits_ |= bit(scope); }
  bool empty() const { return bits_ == 0; }
  bool has(Scope scope) const { return (bits_ & bit(scope)) != 0; }  // as given
  // Whether what needs `scope` may be done.
  bool include(Scope scope) const { return has(scope) || has(Scope::admin) || (scope == Scope::read && !empty()); }
  std::vector<std::string> names() const;
  bool operator==(const Scopes&) const = default;

 private:
  static std::uint8_t bit(Scope scope) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(scope)); }
  std::uint8_t bits_ = 0;
};

std::optional<Scope> read_scope(std::string_view name);
// "read,records", as the store keeps them; names that are none are passed over.
std::string to_text(const Scopes& scopes);
Scopes scopes_of(std::string_view text);

}  // namespace pramen::server::admin
