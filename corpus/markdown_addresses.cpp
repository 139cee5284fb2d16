#include "corpus/markdown_addresses.h"

#include <optional>
#include <utility>

#include "corpus/field_values.h"
#include "corpus/markdown_links.h"
#include "corpus/markdown_walk.h"

namespace pramen::corpus {
namespace {

class Addresses final : public MarkdownVisitor {
 public:
  bool enter_block(MD_BLOCKTYPE /*type*/, void* /*detail*/) override { return true; }
  bool leave_block(MD_BLOCKTYPE /*type*/, void* /*detail*/) override { return true; }
  bool leave_span(MD_SPANTYPE /*type*/, void* /*detail*/) override { return true; }
  bool text(MD_TEXTTYPE /*type*/, std::string_view /*text*/) override { return true; }

  bool enter_span(MD_SPANTYPE type, void* detail) override {
    if (type != MD_SPAN_A) return true;
    auto address = safe_link(attribute_text(static_cast<MD_SPAN_A_DETAIL*>(detail)->href));
    if (address && is_web_address(*address)) found_.push_back(std::move(*address));
    return true;
  }

  std::vector<std::string> take() { return std::move(found_); }

 private:
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> markdown_addresses(std::string_view markdown) {
  Addresses addresses;
  walk_markdown(markdown, addresses);
  return addresses.take();
}

}  // namespace pramen::corpus
