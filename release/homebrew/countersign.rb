# Filled by .ci/dist from release/homebrew/countersign.rb.
class Countersign < Formula
  desc "Registry of public statements with signatures that anyone can check"
  homepage "@PLACE@"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "@PLACE@/releases/download/v@VERSION@/countersign-@VERSION@-macos-aarch64.tar.xz"
      sha256 "@SHA256:macos-aarch64.tar.xz@"
    end
    on_intel do
      url "@PLACE@/releases/download/v@VERSION@/countersign-@VERSION@-macos-x86_64.tar.xz"
      sha256 "@SHA256:macos-x86_64.tar.xz@"
    end
  end

  on_linux do
    on_arm do
      url "@PLACE@/releases/download/v@VERSION@/countersign-@VERSION@-linux-aarch64.tar.xz"
      sha256 "@SHA256:linux-aarch64.tar.xz@"
    end
    on_intel do
      url "@PLACE@/releases/download/v@VERSION@/countersign-@VERSION@-linux-x86_64.tar.xz"
      sha256 "@SHA256:linux-x86_64.tar.xz@"
    end
  end

  def install
    bin.install "countersign"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/countersign.bash" => "countersign"
    zsh_completion.install "completions/_countersign"
    fish_completion.install "completions/countersign.fish"
    doc.install "guide", "LICENCES.txt"
  end

  test do
    assert_equal "countersign #{version}", shell_output("#{bin}/countersign -V").strip
    system bin/"countersign", "key", "new", "maria", "--no-passphrase"
    assert_path_exists testpath/"maria.pub"
  end
end
