// Lucene under comparison, in a process of its own.
//
//   java LuceneRival index RECORDS.tsv FOLDER     id, kind, country, topics (with commas), title, body
//   java LuceneRival search FOLDER                a query a line on stdin: type, kind, country, terms...
//                                                 the answer on stdout: CPU microseconds, total
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;

public class LuceneRival {
  private static final List<String> FACETS = List.of("kind", "country", "topic");

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("index")) index(Path.of(arguments[1]), Path.of(arguments[2]));
    else search(Path.of(arguments[1]));
  }

  private static FacetsConfig facets() {
    FacetsConfig config = new FacetsConfig();
    for (String facet : FACETS) config.setIndexFieldName(facet, "facet." + facet);
    config.setMultiValued("topic", true);
    return config;
  }

  private static void index(Path records, Path folder) throws Exception {
    IndexWriterConfig settings = new IndexWriterConfig(new StandardAnalyzer());
    settings.setRAMBufferSizeMB(256);
    settings.setMergeScheduler(new SerialMergeScheduler()); // one thread does all
    FacetsConfig facets = facets();
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(folder), settings);
        BufferedReader lines = Files.newBufferedReader(records, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] part = line.split("\t", -1);
        Document document = new Document();
        document.add(new StoredField("id", part[0]));
        document.add(new StoredField("title", part[4]));
        document.add(new StringField("kind", part[1], Field.Store.NO));
        document.add(new StringField("country", part[2], Field.Store.NO));
        document.add(new SortedSetDocValuesFacetField("kind", part[1]));
        if (!part[2].isEmpty()) document.add(new SortedSetDocValuesFacetField("country", part[2]));
        for (String topic : part[3].split(",")) {
          if (!topic.isEmpty()) document.add(new SortedSetDocValuesFacetField("topic", topic));
        }
        document.add(new TextField("text", part[4], Field.Store.NO));
        document.add(new TextField("text", part[5], Field.Store.NO));
        writer.addDocument(facets.build(document));
      }
      writer.commit();
      writer.forceMerge(1);
    }
  }

  private static Query term(String field, String text) {
    return new TermQuery(new Term(field, text));
  }

  private static Query query(String type, String kind, String country, List<String> terms) {
    if (type.equals("phrase")) return new PhraseQuery("text", terms.toArray(new String[0]));
    if (type.equals("prefix")) return new PrefixQuery(new Term("text", terms.get(0)));
    if (terms.size() == 1 && kind.isEmpty()) return term("text", terms.get(0));
    BooleanQuery.Builder words = new BooleanQuery.Builder();
    for (String word : terms) words.add(term("text", word), type.equals("and") ? Occur.MUST : Occur.SHOULD);
    if (kind.isEmpty()) return words.build();
    BooleanQuery.Builder filtered = new BooleanQuery.Builder();
    filtered.add(words.build(), Occur.MUST);
    filtered.add(term("kind", kind), Occur.FILTER);
    filtered.add(term("country", country), Occur.FILTER);
    return filtered.build();
  }

  private static void search(Path folder) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    DirectoryReader reader = DirectoryReader.open(MMapDirectory.open(folder));
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null); // every query is computed
    List<SortedSetDocValuesReaderState> states = new ArrayList<>();
    for (String facet : FACETS) states.add(new DefaultSortedSetDocValuesReaderState(reader, "facet." + facet));
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    long read = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      List<String> part = Arrays.asList(line.split("\t", -1));
      long began = threads.getCurrentThreadCpuTime();
      Query query = query(part.get(0), part.get(1), part.get(2), part.subList(3, part.size()));
      TopScoreDocCollector best = TopScoreDocCollector.create(10, Integer.MAX_VALUE); // an exact total
      FacetsCollector matched = new FacetsCollector();
      searcher.search(query, MultiCollector.wrap(best, matched));
      for (int i = 0; i < FACETS.size(); i++) {
        FacetResult counts =
            new SortedSetDocValuesFacetCounts(states.get(i), matched).getTopChildren(50, FACETS.get(i));
        if (counts != null) read += counts.childCount;
      }
      TopDocs top = best.topDocs();
      for (ScoreDoc hit : top.scoreDocs) read += searcher.doc(hit.doc).get("title").length();
      out.println((threads.getCurrentThreadCpuTime() - began) / 1000.0 + "\t" + top.totalHits.value);
    }
    if (read < 0) out.println(read); // so that nothing is left out as unused
  }
}
