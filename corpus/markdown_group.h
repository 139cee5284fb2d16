// A record that lies in one Markdown file a language: which of them is the
// original, and what each may say.
#pragma once

#include <string>
#include <vector>

#include "corpus/front_matter.h"
#include "corpus/record_nodes.h"

namespace pramen::corpus {

struct LanguageFile {
  std::string file, language;
  MarkdownFile content;
};

// `folder` is the kind by place, empty if the files lie in no kind's folder.
// `files` in order of their paths, at least one.
Draft draft_from_markdown(const std::string& id, const std::string& folder, std::vector<LanguageFile> files,
                          const Schema& schema, Findings& findings, SourceFiles* sources = nullptr);

}  // namespace pramen::corpus
