# Makes a folder that must not outlive its owner, and says "made". Standard input is a pipe that the
# owner holds: at its end, however the owner went, the folder is removed. The line "keep" lets it stay.
folder=$1
PATH=${PATH:+$PATH:}/usr/bin:/bin
# The owner may be gone before it hears: to tell it so must not end this shell.
trap '' PIPE
mkdir -m 700 "$folder" && echo made
read -r word
[ "$word" = keep ] || rm -rf "$folder" || { sleep 1; rm -rf "$folder"; }
