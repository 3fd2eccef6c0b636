# Sourced before each story: `given STAGE` makes a registry that has come so far, without a word.
# Each stage goes on from the one before it.

given() {
  case $1 in
    keys)
      for name in maria foro uno dos; do
        countersign -q --no-input key new "$name" --no-passphrase --comment "$name" || return
      done
      printf 'We stand together.\n\nWe ask for release.\n' > statement.txt ;;
    registry)
      given keys && countersign -q init coalition --name "Coalition Example" \
        --origin coalition.example/statements --maintainer maria=maria.pub && cd coalition ;;
    enrolled)
      given registry &&
      countersign -q org add foro.example --name "Foro Ejemplo" --key press=../foro.pub &&
      countersign -q org add uno.example --name "Uno" --key press=../uno.pub &&
      countersign -q org add dos.example --name "Dos Mundos" --key press=../dos.pub ;;
    proposed)
      given enrolled &&
      countersign -q propose 2021/solidarity --title "Standing in solidarity" --text en=../statement.txt \
        --signatory foro.example --signatory uno.example --signatory dos.example --signatory "Printed Only" ;;
    signed)
      given proposed && sign_as foro && sign_as uno ;;
    published)
      given signed && countersign -q publish 2021/solidarity@1 ;;
    *) echo "no stage $1"; return 1 ;;
  esac > /dev/null
}

sign_as() {
  countersign -q --no-input sign 2021/solidarity@1 --as "$1.example" --key "../$1" --confirm "$1.example"
}
