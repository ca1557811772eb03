# Runs a server that must not outlive its owner. Standard input is a pipe that the owner
# holds: at its end, however the owner went, the server is stopped and its folder removed.
# Descriptor 3 tells the owner "pid N" and "exit N". The line "keep" lets the folder stay.
signal=$1 patience_tenths=$2 folder=$3
shift 3
exec 4<&0 </dev/null
"$@" 3>&- 4<&- &
server=$!
# rm and sleep are there even when the owner's PATH is empty.
PATH=${PATH:+$PATH:}/usr/bin:/bin
# The owner may be gone before it hears: to tell it so must not end this shell.
trap '' PIPE
echo "pid $server" >&3 2>/dev/null
(
  exec 3>&-
  read -r word <&4
  kill -s "$signal" "$server" 2>/dev/null
  while [ "$patience_tenths" -gt 0 ]; do
    kill -0 "$server" 2>/dev/null || exit 0
    sleep 0.1 2>/dev/null || sleep 1
    patience_tenths=$((patience_tenths - 1))
  done
  kill -s KILL "$server" 2>/dev/null
) &
guard=$!
wait "$server"
code=$?
kill "$guard" 2>/dev/null
echo "exit $code" >&3 2>/dev/null
read -r word <&4
[ "$word" = keep ] || rm -rf "$folder" 2>/dev/null || { sleep 1; rm -rf "$folder"; }
exit 0
