#include "corpus/office_parts.h"

#include <zip.h>

namespace pramen::corpus {
namespace {

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

void OfficeParts::Close::operator()(zip* archive) const { zip_discard(archive); }

OfficeParts::OfficeParts(const std::filesystem::path& file, std::size_t most_bytes)
    : archive_(zip_open(file.c_str(), ZIP_RDONLY, nullptr)), most_bytes_(most_bytes) {}

bool OfficeParts::read(const std::string& name, pugi::xml_document& document, Sentence& why, bool may_miss) const {
  zip_stat_t status;
  zip_stat_init(&status);
  if (zip_stat(archive_.get(), name.c_str(), 0, &status) != 0) {
    why = say("it has no {}", name);
    return may_miss;
  }
  if ((status.valid & ZIP_STAT_SIZE) == 0 || status.size > most_bytes_) {
    why = say("{} unpacks to more than {} MB", name, most_bytes_ >> 20);
    return false;
  }
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen(archive_.get(), name.c_str(), 0));
  std::string bytes(status.size, '\0');
  if (file == nullptr || zip_fread(file.get(), bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size())) {
    why = say("{} cannot be unpacked", name);
    return false;
  }
  if (document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata)) return true;
  why = say("{} is no sound XML", name);
  return false;
}

std::string_view local_name(const pugi::xml_node& node) { return without_prefix(node.name()); }

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
  return parent.find_child([&](const pugi::xml_node& node) { return local_name(node) == name; });
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
  return node.find_attribute([&](const pugi::xml_attribute& one) { return without_prefix(one.name()) == name; })
      .value();
}

}  // namespace pramen::corpus
