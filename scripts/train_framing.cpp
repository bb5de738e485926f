// usage: bearout_train_framing TRAIN_DIR [--cases DIR] ...
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "framing/feature_names.hpp"
#include "framing/labelled_sets.hpp"
#include "framing/sparse_logistic.hpp"
#include "models/criticism.hpp"
#include "models/form_notes.hpp"
#include "models/framing.hpp"
#include "models/lexicon.hpp"
#include "models/judgement.hpp"
#include "models/outcome_profile.hpp"
#include "models/tone.hpp"

namespace {
using namespace bearout;
using models::FramingNumber;
using models::FramingWeights;

struct ToneRow {
  std::size_t set;
  int framing;
  bool nothing;
  std::vector<std::uint32_t> features;
  double scale;
  std::array<double, models::kToneParts> parts;
};

std::unique_ptr<models::Knowledge> knowledge;
struct Options {
  double c = 2;
  std::size_t keep = 12000;
  std::size_t min_df = 3;
} options;

struct Reader {
  models::Analyzer analyzer;
  models::Lexicon lexicon{analyzer};
  models::StringTable stems;
  models::FormNotes notes{lexicon, stems, nullptr};
  FeatureNames names;
  std::vector<models::TextFeature> features;

  ToneRow read(const std::string& text) {
    const auto tokens = analyzer.analyze(text);
    notes.prepare(tokens, analyzer);
    names.learn(tokens, analyzer, notes);
    const models::Tone tone = models::read_tone(lexicon, notes, text, {0, text.size()}, tokens, analyzer);
    features.clear();
    models::list_features(text, {0, text.size()}, tokens, tone.negated, notes, features);
    ToneRow row{};
    row.nothing = tone.nothing_to_add;
    for (const auto& f : features) {
      const auto n = names.number(f, text);
      if (n != FeatureNames::kNone) row.features.push_back(n);
    }
    row.scale = 1 / std::sqrt(static_cast<double>(std::max<std::size_t>(1, features.size())));
    row.parts = models::tone_parts(tone);
    return row;
  }
};

/// mams: sentences in which all judged targets agree
std::vector<LabelledText> agreeing(const LabelledSet& set) {
  std::map<std::string, std::set<int>> by;
  for (const auto& t : set.texts) by[t.text].insert(t.framing);
  std::vector<LabelledText> out;
  for (auto& [text, f] : by) {
    std::set<int> g = f;
    g.erase(0);
    if (g.size() == 1) out.push_back({text, "", *g.begin()});
  }
  return out;
}

struct Criticism {
  std::vector<ToneRow> rows;
  std::vector<std::string> sets;
};

std::vector<std::pair<double, double>> kNone;

/// fits criticism without a set, writes weights
void fit_criticism(const Criticism& data, const FeatureNames& names, const std::string& without, FramingWeights& weights,
                   std::string& file) {
  std::vector<std::uint32_t> df(names.size(), 0);
  std::map<std::pair<std::size_t, int>, double> counts;
  for (const ToneRow& row : data.rows) {
    if (data.sets[row.set] == without || row.framing == 0) continue;
    std::set<std::uint32_t> u(row.features.begin(), row.features.end());
    for (auto f : u) ++df[f];
    counts[{row.set, row.framing}] += 1;
  }
  std::vector<std::uint32_t> column(names.size(), FeatureNames::kNone);
  std::vector<std::uint32_t> kept;
  for (std::uint32_t f = 0; f < names.size(); ++f) {
    if (df[f] < options.min_df) continue;
    column[f] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(f);
  }
  LabelledRows rows;
  rows.column_count = kept.size() + models::kToneParts;
  double total = 0;
  for (const ToneRow& row : data.rows) {
    if (data.sets[row.set] == without || row.framing == 0) continue;
    std::map<std::uint32_t, double> sums;
    for (auto f : row.features) if (column[f] != FeatureNames::kNone) sums[column[f]] += row.scale;
    for (auto [c, v] : sums) { rows.columns.push_back(c); rows.values.push_back(static_cast<float>(v)); }
    for (std::size_t k = 0; k < models::kToneParts; ++k) {
      rows.columns.push_back(static_cast<std::uint32_t>(kept.size() + k));
      rows.values.push_back(static_cast<float>(row.parts[k]));
    }
    rows.begins.push_back(rows.columns.size());
    rows.labels.push_back(row.framing);
    const double n = counts[{row.set, 1}] + counts[{row.set, -1}];
    const double w = std::sqrt(n) / 2 / counts[{row.set, row.framing}];
    rows.weights.push_back(w);
    total += w;
  }
  for (double& w : rows.weights) w *= static_cast<double>(rows.size()) / total;
  const auto w = fit_logistic(rows, options.c);
  std::vector<std::pair<double, std::uint32_t>> order;
  for (std::uint32_t c = 0; c < kept.size(); ++c) order.push_back({-std::abs(w[c]) * std::sqrt(df[kept[c]]), c});
  std::sort(order.begin(), order.end());
  if (order.size() > options.keep) order.resize(options.keep);
  double top = 0;
  for (auto [s, c] : order) top = std::max(top, std::abs(w[c]));
  const double step = top / 127;
  char buffer[200];
  auto number = [&](FramingNumber n, double v) {
    std::snprintf(buffer, sizeof buffer, "number\t%s\t%.4f\n", std::string(models::name_of(n)).c_str(), v);
    file += buffer;
    weights.numbers[static_cast<std::size_t>(n)] = v;
  };
  number(FramingNumber::tone_bias, w.back());
  for (std::size_t k = 0; k < models::kToneParts; ++k)
    number(static_cast<FramingNumber>(static_cast<std::size_t>(FramingNumber::tone_praise) + k), w[kept.size() + k]);
  std::snprintf(buffer, sizeof buffer, "step\tcriticism\t%.6f\n", step);
  file += buffer;
  std::map<std::string, int> lines;
  for (auto [s, c] : order) {
    const int q = static_cast<int>(std::lround(w[c] / step));
    if (q != 0) lines[names[kept[c]]] = q;
  }
  for (auto& [name, q] : lines) {
    weights.features.insert(models::key_of_name(name), {static_cast<float>(q * step), 0, 0});
    file += "feature\t" + name + "\t" + std::to_string(q) + "\t0\t0\n";
  }
}

struct ClaimRow {
  std::size_t set;
  int framing;
  models::ClaimSight sight;
  std::vector<std::uint32_t> features;
  double scale;
};
struct Claims {
  std::vector<ClaimRow> rows;
  std::vector<std::string> sets;
};

Claims read_claims(const std::vector<LabelledSet>& sets, Reader& main, const FramingWeights& weights) {
  Claims claims;
  models::StringTable stems;
  std::map<std::string, models::OutcomeProfile> profiles;
  models::Analyzer own;
  for (const auto& set : sets) {
    if (set.kind != "claim" || set.name == "negated-statements") continue;
    for (const auto& t : set.texts) {
      if (profiles.count(t.outcome) == 0)
        profiles.emplace(t.outcome, models::profile_outcome(t.outcome, main.lexicon, knowledge.get(), own, stems));
    }
  }
  models::FormNotes notes(main.lexicon, stems, knowledge.get());
  for (const auto& set : sets) {
    if (set.kind != "claim" || set.name == "negated-statements") continue;
    claims.sets.push_back(set.name);
    for (const auto& t : set.texts) {
      const auto tokens = main.analyzer.analyze(t.text);
      notes.prepare(tokens, main.analyzer);
      main.names.learn(tokens, main.analyzer, notes);
      models::Tone tone = models::read_tone(main.lexicon, notes, t.text, {0, t.text.size()}, tokens, main.analyzer);
      main.features.clear();
      models::list_features(t.text, {0, t.text.size()}, tokens, tone.negated, notes, main.features);
      models::weigh_criticism(main.features, tokens, weights, tone);
      ClaimRow row{claims.sets.size() - 1, t.framing, {}, {}, 1 / std::sqrt(static_cast<double>(std::max<std::size_t>(1, main.features.size())))};
      row.sight = models::see_claim(tone, t.text, tokens, notes, weights, knowledge.get(), profiles.at(t.outcome));
      if (!row.sight.judged) continue;
      for (const auto& f : main.features) {
        if (f.token == models::TextFeature::kNoToken || row.sight.own[f.token] != 0) continue;
        const auto n = main.names.number(f, t.text);
        if (n != FeatureNames::kNone && !row.sight.fact) row.features.push_back(n);
      }
      claims.rows.push_back(std::move(row));
    }
  }
  return claims;
}

double g_claim_c = 0.5, g_undirected = 0.5, g_fact = 0.5;
std::size_t g_claim_keep = 4000;

std::string fit_claims(const Claims& data, const FeatureNames& names, const std::set<std::string>& without, FramingWeights& weights,
                       std::map<std::string, std::array<int, 3>>& lines) {
  constexpr std::size_t K = models::kClaimParts;
  std::vector<std::uint32_t> df(names.size(), 0);
  std::map<std::pair<std::size_t, int>, double> counts;
  auto used = [&](const ClaimRow& row) { return row.framing != 0 && without.count(data.sets[row.set]) == 0; };
  for (const ClaimRow& row : data.rows) {
    if (!used(row)) continue;
    std::set<std::uint32_t> u(row.features.begin(), row.features.end());
    for (auto f : u) ++df[f];
    counts[{row.set, row.framing}] += 1;
  }
  std::vector<std::uint32_t> column(names.size(), FeatureNames::kNone), kept;
  for (std::uint32_t f = 0; f < names.size(); ++f) {
    if (df[f] < 4) continue;
    column[f] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(f);
  }
  LabelledRows rows;
  const std::size_t n = kept.size();
  rows.column_count = 2 * K + 2 * n;
  double total = 0;
  auto put = [&](std::size_t c, double v) { rows.columns.push_back(static_cast<std::uint32_t>(c)); rows.values.push_back(static_cast<float>(v)); };
  for (const ClaimRow& row : data.rows) {
    if (!used(row)) continue;
    for (std::size_t k = 1; k < K; ++k) {
      put(k, row.sight.parts[k]);
      if (row.sight.fact) put(K + k, row.sight.parts[k] * g_fact);
    }
    std::map<std::uint32_t, double> sums;
    for (auto f : row.features) if (column[f] != FeatureNames::kNone) sums[column[f]] += row.scale;
    for (auto [c, v] : sums) {
      put(2 * K + c, v * row.sight.direction);
      put(2 * K + n + c, v * g_undirected);
    }
    rows.begins.push_back(rows.columns.size());
    rows.labels.push_back(row.framing);
    const double m = counts[{row.set, 1}] + counts[{row.set, -1}];
    const double w = std::sqrt(m) / 2 / counts[{row.set, row.framing}];
    rows.weights.push_back(w);
    total += w;
  }
  for (double& w : rows.weights) w *= static_cast<double>(rows.size()) / total;
  const auto w = fit_logistic(rows, g_claim_c);
  std::vector<std::pair<double, std::uint32_t>> order;
  auto undirected = [&](std::size_t c) { return w[2 * K + n + c] * g_undirected; };
  for (std::uint32_t c = 0; c < n; ++c)
    order.push_back({-(std::abs(w[2 * K + c]) + std::abs(undirected(c))) * std::sqrt(df[kept[c]]), c});
  std::sort(order.begin(), order.end());
  if (order.size() > g_claim_keep) order.resize(g_claim_keep);
  double top = 1e-9;
  for (auto [s, c] : order) top = std::max({top, std::abs(w[2 * K + c]), std::abs(undirected(c))});
  const double step = top / 99;
  std::string file;
  char buffer[200];
  for (std::size_t k = 0; k < K; ++k) {
    const double claim = k == 0 ? w.back() : w[k];
    double fact = k == 0 ? w.back() : w[k] + g_fact * w[K + k];
    if (std::getenv("PRIOR")) {
      fact = claim;
      const auto part = static_cast<models::ClaimPart>(k);
      double b = 0.2, p = 0.6, c = 0.8;
      std::sscanf(std::getenv("PRIOR"), "%lf,%lf,%lf", &b, &p, &c);
      fact += part == models::ClaimPart::bias ? b : part == models::ClaimPart::parity ? p : part == models::ClaimPart::change ? c : 0;
    }
    weights.claim[k] = claim;
    weights.fact[k] = fact;
    std::snprintf(buffer, sizeof buffer, "claim\t%s\t%.4f\t%.4f\n", std::string(models::name_of(static_cast<models::ClaimPart>(k))).c_str(), claim, fact);
    file += buffer;
  }
  std::snprintf(buffer, sizeof buffer, "step\tstance\t%.6f\n", step);
  file += buffer;
  for (auto [s, c] : order) {
    const int directed = static_cast<int>(std::lround(w[2 * K + c] / step));
    const int stance = static_cast<int>(std::lround(undirected(c) / step));
    if (directed == 0 && stance == 0) continue;
    auto& line = lines[names[kept[c]]];
    line[1] = stance;
    line[2] = directed;
    const auto key = models::key_of_name(names[kept[c]]);
    const auto* known = weights.features.find(key);
    weights.features.insert(key, {known ? known->criticism : 0, static_cast<float>(stance * step), static_cast<float>(directed * step)});
  }
  return file;
}

struct Figure { double polar, three; };
double macro(const std::vector<int>& gold, const std::vector<int>& guess, std::vector<int> labels) {
  double sum = 0; int n = 0;
  for (int l : labels) {
    double tp = 0, fp = 0, fn = 0;
    for (std::size_t i = 0; i < gold.size(); ++i) {
      tp += gold[i] == l && guess[i] == l; fp += gold[i] != l && guess[i] == l; fn += gold[i] == l && guess[i] != l;
    }
    if (tp + fn > 0) { sum += 2 * tp / (2 * tp + fp + fn); ++n; }
  }
  return sum / n;
}

Figure figure(const LabelledCase& c, const FramingWeights& weights) {
  std::vector<corpus::Outcome> outcomes;
  for (const auto& o : c.outcomes) outcomes.push_back({"", o, "", {}});
  models::Analyzer analyzer;
  models::FramingJudge judge(outcomes, analyzer.options(), knowledge.get(), weights);
  std::vector<int> g2, p2, g3, p3;
  std::map<std::size_t, std::vector<LabelledCase::Pair>> by;
  for (const auto& p : c.pairs) by[p.text].push_back(p);
  for (auto& [t, pairs] : by) {
    const std::string& text = c.texts[t];
    const auto tokens = analyzer.analyze(text);
    const auto tone = judge.read(text, {0, text.size()}, tokens, analyzer);
    for (const auto& p : pairs) {
      const auto f = judge.judge(tone, text, tokens, p.outcome);
      const int v = f.verdict == models::Verdict::supports ? 1 : f.verdict == models::Verdict::contrary ? -1 : 0;
      g3.push_back(p.framing); p3.push_back(v);
      if (p.framing != 0) { g2.push_back(p.framing); p2.push_back(f.score > 0 ? 1 : f.score < 0 ? -1 : 0); }
      if (std::getenv("DUMP")) std::printf("%s\t%d\t%d\t%.4f\t%s\t%s\n", c.name.c_str(), p.framing, v, f.score, c.outcomes[p.outcome].c_str(), text.c_str());
    }
  }
  return {macro(g2, p2, {1, -1}), macro(g3, p3, {1, -1, 0})};
}

const std::map<std::string, std::string> kSetOfCase{{"uci-reviews", "uci_sentiment_sentences"}, {"airline-tweets", "us_airline_tweets"},
  {"product-review-snippets", "vader_amazon_review_snippets"}, {"nhs-part-a", "nhs_patient_comments_v6"}, {"restaurants-train", "mams"},
  {"negated-statements-a", "negated-statements"}, {"climate-a", "climate"}, {"perspectrum-train", "perspectrum"}, {"argkp-topic-train", "argkp"}};

}  // namespace

int main(int argc, char** argv) {
  std::string train = argv[1], cases_dir, out, left;
  std::string only;
  for (int i = 2; i < argc; ++i) {
    if (!std::strcmp(argv[i], "--cases")) cases_dir = argv[++i];
    if (!std::strcmp(argv[i], "--out")) out = argv[++i];
    if (!std::strcmp(argv[i], "--left-out")) left = argv[++i];
    if (!std::strcmp(argv[i], "--c")) options.c = std::atof(argv[++i]);
    if (!std::strcmp(argv[i], "--keep")) options.keep = static_cast<std::size_t>(std::atol(argv[++i]));
    if (!std::strcmp(argv[i], "--only")) only = argv[++i];
  }
  if (std::getenv("KNOW")) knowledge = std::make_unique<models::Knowledge>(std::getenv("KNOW"));
  if (!left.empty()) {
    std::ifstream in(left); std::string text((std::istreambuf_iterator<char>(in)), {});
    const FramingWeights w = models::parse_framing_weights(text);
    for (const LabelledCase& c : read_cases(cases_dir)) {
      if (!only.empty() && c.name.find(only) == std::string::npos) continue;
      const Figure fig = figure(c, w);
      std::printf("%-28s polar %.3f three %.3f\n", c.name.c_str(), fig.polar, fig.three);
    }
    return 0;
  }
  Reader reader;
  Criticism data;
  if (!std::getenv("CLAIMS")) for (const LabelledSet& set : read_sets(train)) {
    if (set.kind != "sentiment" && set.kind != "aspect") continue;
    data.sets.push_back(set.name);
    for (const auto& t : set.kind == "aspect" ? agreeing(set) : set.texts) {
      ToneRow row = reader.read(t.text.substr(0, 3000));
      row.set = data.sets.size() - 1;
      row.framing = t.framing;
      const double praise = row.parts[0] + row.parts[1];
      if (set.name == "pros_cons" && t.framing == -1 && (row.nothing || praise > 1.2)) continue;
      data.rows.push_back(std::move(row));
    }
    std::fprintf(stderr, "%s %zu\n", set.name.c_str(), data.rows.size());
  }
  std::string file;
  std::vector<LabelledSet> sets = read_sets(train);
  if (!cases_dir.empty()) {
    for (const LabelledCase& c : read_cases(cases_dir)) {
      if (c.name != "argkp-topic-train") continue;
      LabelledSet set{"argkp", "claim", {}};
      for (const auto& p : c.pairs) set.texts.push_back({c.texts[p.text], c.outcomes[p.outcome], p.framing});
      sets.push_back(std::move(set));
    }
  }
  if (std::getenv("CLAIMS")) {
    FramingWeights base;
    std::ifstream in(std::getenv("CLAIMS")); std::string text((std::istreambuf_iterator<char>(in)), {});
    base = models::parse_framing_weights(text);
    const Claims claims = read_claims(sets, reader, base);
    for (const LabelledCase& c : read_cases(cases_dir)) {
      const std::string set = kSetOfCase.at(c.name);
      if (std::find(claims.sets.begin(), claims.sets.end(), set) == claims.sets.end()) continue;
      for (int variant = 0; variant < 3; ++variant) {
        g_claim_c = variant == 0 ? 0.5 : variant == 1 ? 0.1 : 0.5;
        g_claim_keep = variant == 2 ? 0 : 4000;
        FramingWeights own = base; std::map<std::string, std::array<int, 3>> lines;
        const std::string f = fit_claims(claims, reader.names, {set}, own, lines);
        if (variant != 0 && !std::getenv("VARIANTS")) break;
        const Figure fig = figure(c, own);
        std::printf("%-28s polar %.3f three %.3f\n", c.name.c_str(), fig.polar, fig.three);
        if (variant == 0 && std::getenv("SHOW")) std::fprintf(stderr, "%s", f.c_str());
      }
    }
    return 0;
  }
  if (!out.empty()) {
    FramingWeights w;
    fit_criticism(data, reader.names, "", w, file);
    std::ofstream(out) << file;
  }
  if (cases_dir.empty()) return 0;
  FramingWeights all; std::string f2; bool have = false;
  for (const LabelledCase& c : read_cases(cases_dir)) {
    if (!only.empty() && c.name.find(only) == std::string::npos) continue;
    const auto known_set = kSetOfCase.find(c.name); const std::string set = known_set == kSetOfCase.end() ? c.name : known_set->second;
    const bool sentiment = std::find(data.sets.begin(), data.sets.end(), set) != data.sets.end();
    FramingWeights own; std::string f;
    if (sentiment) fit_criticism(data, reader.names, set, own, f);
    else if (!have) { fit_criticism(data, reader.names, "", all, f2); have = true; }
    const Figure fig = figure(c, sentiment ? own : all);
    std::printf("%-28s polar %.3f three %.3f\n", c.name.c_str(), fig.polar, fig.three);
    std::fflush(stdout);
  }
}
