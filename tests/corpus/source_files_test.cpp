// Bodies out of Word documents and web pages, attachments, and what strangers may put in their place.
#include "corpus/source_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>

#include "corpus/child.h"
#include "corpus/document.h"
#include "corpus/markdown.h"
#include "corpus/pdf_text.h"
#include "corpus/record_writer.h"
#include "tests/corpus/corpus_folder.h"
#include "tests/support/documents.h"

namespace pramen::corpus {
namespace {

using tests::docx_paragraph;
using tests::write_docx;

constexpr std::string_view record_name = "records/definition/x.sk.md";

// What a record says whose front matter has these lines more.
Reading with(CorpusFolder& folder, const std::string& more) {
  folder.write(record_name, definition(more, ""));
  return folder.read();
}

std::string body_of(const Reading& reading) {
  return reading.records.size() == 1 ? reading.records[0].texts.at("sk").body : testing::PrintToString(reading.marks());
}

std::string html_body(const std::string& page) {
  CorpusFolder folder;
  folder.write("records/definition/x.html", page);
  return body_of(with(folder, "body_file: x.html\n"));
}

std::string docx_body(const std::string& body, const std::map<std::string, std::string>& more = {}) {
  CorpusFolder folder;
  write_docx(folder / "records/definition/x.docx", body, more);
  return body_of(with(folder, "body_file: x.docx\n"));
}

TEST(WordDocuments, KeepHeadingsListsTablesAndEmphasis) {
  const std::map<std::string, std::string> parts = {
      {"word/styles.xml",
       R"(<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="Nadpis1"><w:name w:val="heading 1"/></w:style>)"
       R"(<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Nadpis1"/></w:style>)"
       R"(<w:style w:type="paragraph" w:styleId="Nazov"><w:name w:val="Title"/></w:style></w:styles>)"},
      {"word/numbering.xml",
       R"(<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>)"
       R"(<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>)"
       R"(<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>)"},
      {"word/_rels/document.xml.rels",
       R"(<Relationships><Relationship Id="r1" Target="https://example.org/a_b" TargetMode="External"/></Relationships>)"}};
  const auto item = [](const std::string& text, char level) {
    return R"(<w:p><w:pPr><w:numPr><w:ilvl w:val=")" + std::string(1, level) +
           R"("/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>)" + text + "</w:t></w:r></w:p>";
  };
  const std::string cell = "<w:tc>" + docx_paragraph("a|b") + "</w:tc>";
  EXPECT_EQ(
      docx_body(
          docx_paragraph("The title", "Nazov") + docx_paragraph("Part", "Own") +
              R"(<w:p><w:r><w:t xml:space="preserve">Plain </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t></w:r>)"
              R"(<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t xml:space="preserve">, 2*3 </w:t></w:r>)"
              R"(<w:hyperlink r:id="r1"><w:r><w:t>link</w:t></w:r></w:hyperlink>)"
              R"(<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>.</w:t></w:r></w:ins></w:p>)" +
              item("one", '0') + item("under it", '1') + item("two", '0') + "<w:tbl><w:tr>" + cell + cell +
              "</w:tr><w:tr>" + cell + "</w:tr></w:tbl>",
          parts),
      "## Part\n\nPlain **bold**, 2\\*3 [link](<https://example.org/a_b>).\n\n1. one\n   - under it\n2. two\n\n"
      "| a\\|b | a\\|b |\n| --- | --- |\n| a\\|b |  |");
}

TEST(WebPages, KeepTheTextAndLeaveOutTheRest) {
  EXPECT_EQ(
      html_body("<html><head><title>T</title><style>p{}</style></head><body><nav><a href='/'>Home</a></nav>"
                "<h2>Part</h2><p>Some <b>bold</b> and <em>slanted</em>\n text,<br>a <a href='https://e.org/'>link</a>,"
                "<a href='javascript:alert(1)'>none</a>.<script>alert(1)</script></p>"
                "<ul><li>one<ol><li><p>first</p><p>more</p></li></ol></li><li>two</li></ul>"
                "<table><tr><th>A<th>B<tr><td>1<td>2</table><img src=x onerror=alert(1)></body></html>"),
      "## Part\n\nSome **bold** and *slanted* text,\\\na [link](<https://e.org/>),none.\n\n"
      "- one\n  1. first\\\n     more\n- two\n\n| A | B |\n| --- | --- |\n| 1 | 2 |");
}

TEST(WebPages, AreTakenAtTheirWordAboutTheMainPart) {
  EXPECT_EQ(html_body("<p>Menu</p><main><h1>Title</h1><p>Text</p></main><p>Imprint</p>"), "Text");
}

TEST(WebPages, AreReadInTheEncodingTheyAreIn) {
  // Languages other than the page's, from wherever they are inherited.
  EXPECT_EQ(
      html_body("<html lang=sk><body><p>Družstvo <i lang='de-AT'>für <b>Gemeinwohl</b></i> a <q lang=sk>dom</q></p>"
                "<blockquote lang=hu><p>egy ház</p></blockquote><p lang='x'>tri</p></body></html>"),
      "Družstvo <span lang=\"de\">*für*</span> <span lang=\"de\">***Gemeinwohl***</span> a dom\n\n"
      "<span lang=\"hu\">egy ház</span>\n\ntri");
  EXPECT_EQ(html_body("<meta charset=windows-1250><p>\xE8ln</p>"), "čln");
  EXPECT_EQ(html_body("<meta charset=windows-1250><p>čln</p>"), "čln");
  EXPECT_EQ(html_body("<meta charset=utf-8><p>\xE8ln</p>"), "{ \"4:12 broken-body-file\" }");
}

// Whatever characters a document has, the page shows these and no markup.
TEST(Documents, TextStaysText) {
  const std::string odd = "*a* _b_ `c` [d](e) <u> # > 1. + - = ~ | \\ &amp; **";
  const std::string shown = "*a* _b_ `c` [d](e) <u> # > 1. + - = ~ | \\ &amp; **";
  for (const std::string start : {"", "# ", "> ", "1. ", "12) ", "- ", "+ ", "---", "===", "~~~", "* "}) {
    std::string xml;
    for (const char c : start + odd) {
      if (c == '<')
        xml += "&lt;";
      else if (c == '>')
        xml += "&gt;";
      else
        xml += c == '&' ? "&amp;" : std::string(1, c);
    }
    EXPECT_EQ(markdown_to_text(docx_body(docx_paragraph(xml))), start + shown);
  }
}

TEST(Documents, BelongToAJsonRecordAndATableToo) {
  CorpusFolder folder;
  folder.write("records/x.html", "<p>The body");
  folder.write("records/a.pdf", tests::pdf({"words"}));
  folder.write("records/a.json",
               R"({"id": "a", "kind": "definition", "texts": {"sk": {"title": "A", "body_file": "x.html",
      "attachments": ["a.pdf", {"file": "a.pdf", "title": "Again"}]}}})");
  folder.write("t.csv",
               "id,kind,title_sk,body_file_sk,attachments_sk\nb,definition,B,records/x.html,records/a.pdf|Named\n");
  const Reading reading = folder.read();
  ASSERT_EQ(reading.records.size(), 2U) << testing::PrintToString(reading.marks());
  for (const Record& record : reading.records) {
    const Text& text = record.texts.at("sk");
    EXPECT_EQ(text.body, "The body");
    EXPECT_EQ(text.attachments[0].text, "words");
    EXPECT_EQ(text.attachments[0].pages, 1);
  }
  EXPECT_EQ(reading.record("b")->texts.at("sk").attachments[0].name(), "Named");
}

TEST(Documents, AreNamedAgainWhenTheRecordIsWritten) {
  CorpusFolder folder;
  folder.write("records/definition/x.html", "<p>The body");
  folder.write("records/definition/a.pdf", tests::pdf({"words"}));
  const Reading reading = with(folder, "body_file: x.html\nattachments:\n  - file: a.pdf\n    title: \"A: b\"\n");
  ASSERT_EQ(reading.records.size(), 1U);
  const std::string written = to_markdown(Schema::bundled(), reading.records[0], "sk");
  EXPECT_EQ(written,
            "---\nkind: definition\ntitle: A title\nbody_file: x.html\nattachments:\n  - file: a.pdf\n    title: \"A: "
            "b\"\n---\n");
  folder.write(record_name, written);
  EXPECT_EQ(folder.read().records, reading.records);
}

TEST(Documents, ATranslationIsMeasuredAgainstTheTextOfTheDocument) {
  CorpusFolder folder;
  folder.write("records/definition/x.html", "<p>The body");
  folder.write("records/definition/x.en.md", "---\ntitle: T\ntranslation_of: 00000000\n---\n");
  const Reading first = with(folder, "body_file: x.html\n");
  ASSERT_EQ(first.records.size(), 1U);
  folder.write("records/definition/x.en.md",
               "---\ntitle: T\ntranslation_of: " + text_hash(first.records[0].texts.at("sk")) + "\n---\n");
  EXPECT_FALSE(folder.read().records[0].texts.at("en").stale);
  folder.write("records/definition/x.html", "<p>Another body");
  EXPECT_TRUE(folder.read().records[0].texts.at("en").stale);
}

struct Refused {
  std::string more, mark;
};

TEST(NamedFiles, LieInTheCorpus) {
  CorpusFolder folder, outside;
  outside.write("secret.html", "<p>secret");
  folder.write("inside.html", "<p>inside");
  std::filesystem::create_directories(folder / "records/definition");
  std::filesystem::create_symlink(outside / "secret.html", folder / "link.html");
  std::filesystem::create_directory_symlink(outside.path(), folder / "folder");
  const std::string up = std::filesystem::relative(outside / "secret.html", folder / "records/definition").string();
  for (const Refused& one : std::vector<Refused>{{"body_file: " + up, "4:12 outside-file"},
                                                 {"body_file: /etc/passwd", "4:12 outside-file"},
                                                 {"body_file: ../../link.html", "4:12 outside-file"},
                                                 {"body_file: ../../folder/secret.html", "4:12 outside-file"},
                                                 {"body_file: nothing.html", "4:12 missing-file"},
                                                 {"body_file: ../..", "4:12 missing-file"},
                                                 {"attachments: [../../none.pdf]", "4:15 missing-file"},
                                                 {"attachments: [/etc/passwd]", "4:15 outside-file"}}) {
    const Reading reading = with(folder, one.more + "\n");
    EXPECT_EQ(reading.marks(), std::vector<std::string>{one.mark}) << one.more;
    EXPECT_TRUE(reading.records.empty());
  }
  EXPECT_EQ(body_of(with(folder, "body_file: ../../inside.html\n")), "inside");
}

TEST(NamedFiles, AreNotReadWhereNobodyAsksForThem) {
  CorpusFolder folder;
  folder.write(record_name, definition("body_file: /etc/passwd\nattachments: [/etc/passwd]\n", ""));
  std::vector<Record> records;
  read_corpus(
      folder.path(), Schema::bundled(),
      {.record = [&](Record&& record) { records.push_back(std::move(record)); }, .problem = {}, .progress = {}});
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].texts.at("sk").body, "");
  EXPECT_EQ(records[0].texts.at("sk").body_file, "/etc/passwd");
}

TEST(NamedFiles, ThatNobodyNamesAreToldOf) {
  CorpusFolder folder;
  folder.write("records/definition/x.sk.docx", "");
  const Reading reading = with(folder, "");
  EXPECT_EQ(reading.marks(), std::vector<std::string>{"1:1 unused-file"});
  EXPECT_EQ(reading.records.size(), 1U);
}

TEST(HostileDocuments, AreOneFaultEach) {
  std::string deep_xml, deep_html;
  for (int i = 0; i < 2000; ++i) deep_xml += "<w:sdt>";
  for (int i = 0; i < 2000; ++i) deep_xml += "</w:sdt>";
  for (int i = 0; i < 200'000; ++i) deep_html += "<b>";
  for (int i = 0; i < 200'000; ++i) deep_html += "</i>";
  CorpusFolder folder;
  const auto at = [&](const std::string& name) { return folder / ("records/definition/" + name); };
  std::filesystem::create_directories(folder / "records/definition");
  write_docx(at("bomb.docx"), std::string(max_document_xml_bytes + 1, ' '));
  write_docx(at("deep.docx"), deep_xml);
  write_docx(at("open.docx"), "<w:p>");
  write_docx(at("long.docx"), docx_paragraph(std::string(max_record_bytes + 1, 'x')));
  write_docx(at("empty.docx"), docx_paragraph(""));
  write_zip(at("other.docx"), {{"readme", "nothing"}});
  folder.write("records/definition/no-archive.docx", "PK but not much more");
  folder.write("records/definition/deep.html", deep_html);
  folder.write("records/definition/latin.html", "<p>\xE8\xF4");
  folder.write("records/definition/empty.html", "<script>alert(1)</script>");
  folder.write("records/definition/text.txt", "text");
  folder.write("records/definition/huge.html", "<p>x");
  std::filesystem::resize_file(at("huge.html"), std::uintmax_t{1} << 30);
  folder.write("records/definition/huge.docx", "PK");
  std::filesystem::resize_file(at("huge.docx"), std::uintmax_t{1} << 30);
  for (const std::string name :
       {"bomb.docx", "deep.docx", "open.docx", "long.docx", "empty.docx", "other.docx", "no-archive.docx", "deep.html",
        "latin.html", "empty.html", "text.txt", "huge.html", "huge.docx"}) {
    const auto began = std::chrono::steady_clock::now();
    SourceFiles files(folder.path());
    Findings findings((folder / std::string(record_name)).string());
    EXPECT_EQ(files.body(name, {}, findings), "");
    std::vector<Problem> problems;
    findings.hand_out("x", [&](Problem&& problem) { problems.push_back(std::move(problem)); });
    ASSERT_EQ(problems.size(), 1U) << name;
    EXPECT_EQ(problems[0].rule, "broken-body-file") << to_text(problems[0]);
    EXPECT_FALSE(problems[0].hint.empty()) << name;
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(20)) << name;
  }
}

TEST(HostileDocuments, EntitiesOfADocumentTypeAreNotFollowed) {
  std::string types = "<!DOCTYPE d [<!ENTITY a0 \"aaaaaaaaaa\">";
  for (int i = 1; i < 12; ++i) {
    types += "<!ENTITY a" + std::to_string(i) + " \"";
    for (int k = 0; k < 10; ++k) types += "&a" + std::to_string(i - 1) + ";";
    types += "\">";
  }
  types += "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>";
  CorpusFolder folder;
  write_docx(folder / "records/definition/x.docx", "",
             {{"word/document.xml", "<?xml version=\"1.0\"?>" + types + "<w:document xmlns:w=\"w\"><w:body>" +
                                        docx_paragraph("&a11;&file;") + "</w:body></w:document>"}});
  EXPECT_EQ(markdown_to_text(body_of(with(folder, "body_file: x.docx\n"))), "&a11;&file;");
  const std::string page = html_body(types + "<p>&a11;&file; end</p>");
  EXPECT_LT(page.size(), 2000U);
  EXPECT_EQ(page.find("root:"), std::string::npos);
}

// The record stays; its attachment is only listed.
TEST(Attachments, ThatCannotBeReadAreOneWarningEach) {
  CorpusFolder folder;
  folder.write("records/definition/locked.pdf", tests::locked_pdf());
  folder.write("records/definition/broken.pdf", "%PDF-1.4\nnot more");
  folder.write("records/definition/empty.pdf", "");
  folder.write("records/definition/picture.pdf", tests::pdf({}));
  folder.write("records/definition/other.txt", "text");
  folder.write("records/definition/huge.pdf", "%PDF-1.4");
  std::filesystem::resize_file(folder / "records/definition/huge.pdf", std::uintmax_t{1} << 30);
  for (const std::string name : {"locked.pdf", "broken.pdf", "empty.pdf", "picture.pdf", "other.txt", "huge.pdf"}) {
    const Reading reading = with(folder, "attachments: [" + name + "]\n");
    std::vector<std::string> own;
    for (const std::string& mark : reading.marks()) {
      if (mark.find("unused-file") == mark.npos && mark.find("bad-file-name") == mark.npos) own.push_back(mark);
    }
    EXPECT_EQ(own, std::vector<std::string>{"4:15 unread-attachment"}) << name;
    ASSERT_EQ(reading.records.size(), 1U) << name;
    EXPECT_EQ(reading.records[0].texts.at("sk").attachments.at(0).file, name);
  }
}

// In place of pdftotext, what one that was taken over might do.
std::string text_by(const std::string& script, const PdfLimits& limits) {
  CorpusFolder folder;
  const auto program = folder.write("pdftotext", "#!/bin/sh\n" + script);
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  const PdfText found = pdf_text(program, folder.write("a.pdf", "%PDF"), limits);
  return found.fault.empty() ? found.text.substr(0, 20) : found.fault.english();
}

TEST(Attachments, AreReadWithinLimits) {
  EXPECT_EQ(text_by("exec /bin/sleep 100", {.patience = std::chrono::seconds(1)}), "reading it takes too long");
  EXPECT_EQ(text_by("while :; do :; done", {.processor_s = 1}), "reading it takes too long");
  EXPECT_EQ(text_by("while :; do echo aaaaaaa bbbbbbb; done", {.text_bytes = 50}), "aaaaaaa bbbbbbb aaaa");
  EXPECT_EQ(text_by("echo out > \"$0.new\"; /bin/cat \"$0.new\"", {}),
            "reading it takes too much memory, or it is broken");
  EXPECT_EQ(text_by("printf 'a\\n\\377b\\033[1m\\n\\nc'", {}), "a b [1m\nc");
}

}  // namespace
}  // namespace pramen::corpus
