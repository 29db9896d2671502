#!/bin/sh
# A program that converts Word files with soffice --convert-to, is given a file that is not there and one that is damaged,
# and looks at the exit status, as of any command.
# One would guess: a status other than 0, and nothing on the screen that has to be read.
# What happens: the status is 0 both times. Only a line on standard error and the missing result show it; in a folder with an
# earlier result, that one looks like the new one.
set -eu
command -v soffice >/dev/null || { echo "LibreOffice is not here" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf 'PK\003\004 cut short' > damaged.docx
soffice --version
for file in missing damaged; do
  status=0
  soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to pdf "$file.docx" >said 2>&1 || status=$?
  echo "$file.docx: status $status, a PDF: $([ -e "$file.pdf" ] && echo yes || echo no), said: $(grep -i error said)"
  [ ! -e "$file.pdf" ]
  [ "$status" = 0 ] || { echo "a failure has a status of its own now"; exit 1; }
done
