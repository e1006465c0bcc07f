#include "tests/bench/delta_peers.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "sync/base/mapped_file.hpp"
#include "sync/exchange/compressing_sink.hpp"
#include "sync/exchange/patch.hpp"
#include "tests/bench/measure.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::bench {
namespace {

std::string in_kilobytes(double bytes) { return number(bytes / 1000, 1); }
std::string in_megabytes(std::uint64_t bytes) { return number(static_cast<double>(bytes) / 1e6, 0); }

/// A shell's command in a process of its own.
Measured run_shell(const std::string& command) {
  return in_child_process([&command] {
    ::execlp("sh", "sh", "-c", command.c_str(), nullptr);
    return 127;
  });
}

/// Files of one folder, before and after, and the sum of what a program makes of each pair.
class Peers {
 public:
  Peers(Report& report, std::string folder, double ours_bytes)
      : report_(report), folder_(std::move(folder)), ours_bytes_(ours_bytes) {
    std::filesystem::create_directories(folder_);
  }

  void add_pair(const std::string& name, const std::string& earlier, const std::string& later) {
    test::write_text_file(folder_ + "/" + name + ".earlier", earlier);
    test::write_text_file(folder_ + "/" + name + ".later", later);
    names_.push_back(name);
  }

  void link_pair(const std::string& name, const CatalogueFiles& files) {
    std::filesystem::create_hard_link(files.earlier, folder_ + "/" + name + ".earlier");
    std::filesystem::create_hard_link(files.later, folder_ + "/" + name + ".later");
    names_.push_back(name);
  }

  /// `command` reads $earlier and $later and writes $out.
  void row(const std::string& label, const std::string& program, const std::string& command) {
    if (!test::is_installed(program)) {
      report_.row(label, {program + " is not installed", "", "", ""});
      return;
    }
    std::string script = "set -e; cd '" + folder_ + "'; rm -f *.out; for n in";
    for (const std::string& name : names_) script += " " + name;
    script += "; do earlier=$n.earlier later=$n.later out=$n.out; " + command + "; done";
    const Measured measured = run_shell(script);
    double bytes = 0;
    for (const std::string& name : names_) {
      const std::filesystem::path out = folder_ + "/" + name + ".out";
      if (std::filesystem::exists(out)) bytes += static_cast<double>(std::filesystem::file_size(out));
    }
    if (measured.exit_code != 0) {
      report_.row(label, {"failed", "", "", ""});
      return;
    }
    report_.row(label, {in_kilobytes(bytes), number(bytes / ours_bytes_, 1), number(measured.cpu_seconds, 1),
                        in_megabytes(measured.peak_rss_bytes)});
  }

 private:
  Report& report_;
  std::string folder_;
  double ours_bytes_;
  std::vector<std::string> names_;
};

/// So that a patch costs what the terminal pays: read from disk, the result compressed to disk.
int apply_in_folder(const std::string& folder, std::uint64_t length_bytes) {
  auto& files = base::posix_file_system();
  const auto mapped = base::map_file(files, folder + "/earlier", exchange::kPatchContentBytesMax);
  const auto patch = files.open_for_reading(folder + "/patch");
  const auto result = files.create(folder + "/result");
  if (!mapped || !patch || !result) return 1;
  exchange::CompressingSink sink(**result, length_bytes);
  if (!exchange::apply_patch(**patch, **mapped, length_bytes, sink, base::CancelToken())) return 1;
  return sink.finish() ? 0 : 1;
}

int make_in_folder(const std::string& folder) {
  auto& files = base::posix_file_system();
  const auto earlier = base::map_file(files, folder + "/earlier", exchange::kPatchContentBytesMax);
  const auto later = base::map_file(files, folder + "/later", exchange::kPatchContentBytesMax);
  if (!earlier || !later) return 1;
  const auto patch = exchange::make_patch(**earlier, **later);
  if (!patch) return 1;
  std::ofstream(folder + "/patch", std::ios::binary) << base::as_text(*patch);
  return 0;
}

}  // namespace

void report_peers(Report& report, const std::string& folder, const test::GeneratedCatalogue& before,
                  const test::GeneratedCatalogue& after, const CatalogueFiles& catalogues, const Fetched& fetched) {
  report.table("By other means", {"kB", "times ours", "CPU s", "peak MB"});
  report.row("ours", {in_kilobytes(fetched.delta_bytes), "1", "", ""});
  report.row("ours in full (zstd -19)",
             {in_kilobytes(fetched.full_bytes), number(fetched.full_bytes / fetched.delta_bytes, 1), "", ""});
  {
    Peers lines(report, folder + "/lines", fetched.delta_bytes);
    for (const std::string& source : test::GeneratedCatalogue::sources()) {
      lines.add_pair(source, before.source_content(source), after.source_content(source));
    }
    lines.add_pair("office", before.office_content(), after.office_content());
    for (const std::string level : {"3", "12"}) {
      lines.row("new lines, zstd -" + level + " --patch-from", "zstd",
                "zstd -q --long=27 -" + level + " --patch-from=$earlier $later -o $out");
    }
    lines.row("new lines, xdelta3 -9 -S djw", "xdelta3", "xdelta3 -e -9 -S djw -s $earlier $later $out");
    lines.row("in full, zstd -9", "zstd", "zstd -q -9 $later -o $out");
  }
  std::filesystem::remove_all(folder + "/lines");
  Peers databases(report, folder + "/databases", fetched.delta_bytes);
  databases.link_pair("catalogue", catalogues);
  databases.row("catalogue.sqlite, zstd -3 --patch-from", "zstd",
                "zstd -q --long=27 -3 --patch-from=$earlier $later -o $out");
  databases.row("catalogue.sqlite, xdelta3 -3", "xdelta3", "xdelta3 -e -3 -S djw -s $earlier $later $out");
  databases.row("catalogue.sqlite in full, zstd -9", "zstd", "zstd -q -9 $later -o $out");
  std::filesystem::remove_all(folder + "/databases");
}

std::vector<std::string> largest_source_columns() {
  return {"lines kB", "delta kB", "make CPU s", "make peak MB", "apply CPU s", "apply peak MB"};
}

void report_largest_source(Report& report, const std::string& label, const std::string& folder,
                           const std::string& earlier, const std::string& later) {
  test::write_text_file(folder + "/earlier", earlier);
  test::write_text_file(folder + "/later", later);
  const Measured made = in_child_process([&folder] { return make_in_folder(folder); });
  const std::uint64_t length = later.size();
  const Measured applied = in_child_process([&folder, length] { return apply_in_folder(folder, length); });
  if (made.exit_code != 0 || applied.exit_code != 0) {
    report.row(label, {"failed", "", "", "", "", ""});
    return;
  }
  const auto patch_bytes = static_cast<double>(std::filesystem::file_size(folder + "/patch"));
  report.row(label,
             {in_kilobytes(static_cast<double>(length)), in_kilobytes(patch_bytes), number(made.cpu_seconds, 2),
              in_megabytes(made.peak_rss_bytes), number(applied.cpu_seconds, 2), in_megabytes(applied.peak_rss_bytes)});
}

}  // namespace bildungskiosk::bench
