# Sourced by mvnw and deploy/local/up: sets JAVA_HOME to a JDK that is new enough, or ends with one sentence on what to
# install. Looks at JAVA_HOME, `java` on PATH, /usr/lib/jvm, SDKMAN, and the places macOS, Homebrew, Gradle and the IDEs use.

recourse_java_release=25

# Prints the feature release of the JDK in directory $1 (from its `release` file: no JVM is started), or nothing.
recourse_jdk_release() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release"
}

# Prints the home of the `java` on PATH, links resolved.
recourse_java_on_path() {
  recourse_link=$(command -v java 2>/dev/null) || return 0
  recourse_hops=0
  while [ -L "$recourse_link" ] && [ "$recourse_hops" -lt 20 ]; do
    recourse_hops=$((recourse_hops + 1))
    recourse_target=$(readlink "$recourse_link")
    case $recourse_target in
      /*) recourse_link=$recourse_target ;;
      *) recourse_link=$(dirname "$recourse_link")/$recourse_target ;;
    esac
  done
  dirname "$(dirname "$recourse_link")"
}

# Prints one candidate home a line, the most explicit first.
recourse_jdk_candidates() {
  [ -z "${JAVA_HOME-}" ] || printf '%s\n' "$JAVA_HOME"
  recourse_java_on_path
  for recourse_dir in \
    /usr/lib/jvm /usr/java /opt/java /opt/jdk /usr/local/lib/jvm \
    "${SDKMAN_DIR:-${HOME-}/.sdkman}/candidates/java" "${HOME-}/.jdks" "${HOME-}/.gradle/jdks" \
    "${HOME-}/.asdf/installs/java" "${HOME-}/.local/share/mise/installs/java"; do
    [ -d "$recourse_dir" ] && find "$recourse_dir" -mindepth 1 -maxdepth 1 2>/dev/null | sort -r
  done
  for recourse_dir in /Library/Java/JavaVirtualMachines "${HOME-}/Library/Java/JavaVirtualMachines"; do
    [ -d "$recourse_dir" ] && find "$recourse_dir" -mindepth 3 -maxdepth 3 -path '*/Contents/Home' 2>/dev/null | sort -r
  done
  for recourse_dir in /opt/homebrew/opt /usr/local/opt /home/linuxbrew/.linuxbrew/opt; do
    [ -d "$recourse_dir" ] &&
      find "$recourse_dir" -maxdepth 1 -name 'openjdk*' 2>/dev/null | sort -r |
      while read -r recourse_jdk; do printf '%s\n' "$recourse_jdk/libexec/openjdk.jdk/Contents/Home" "$recourse_jdk/libexec"; done
  done
  return 0
}

recourse_find_jdk() {
  recourse_found=$(
    recourse_jdk_candidates | while IFS= read -r recourse_home; do
      recourse_release=$(recourse_jdk_release "$recourse_home")
      if [ -n "$recourse_release" ] && [ "$recourse_release" -ge "$recourse_java_release" ]; then
        printf '%s\n' "$recourse_home"
        break
      fi
    done
  )
  if [ -z "$recourse_found" ]; then
    echo "Recourse needs a JDK $recourse_java_release or newer and found none: install one (for instance Eclipse Temurin $recourse_java_release) and set JAVA_HOME to it." >&2
    return 1
  fi
  JAVA_HOME=$recourse_found
  export JAVA_HOME
}

recourse_find_jdk || exit 1
