; What Tauri's installer script for Windows takes in (tauri.conf.json, bundle.windows.nsis.installerHooks).
;
; That script's uninstaller offers to delete the application data, which is the folder of the clinic's record and its
; backups. A program that goes takes no record along: the box counts for nothing, and whoever ticked it is told where the
; record lies. The hook runs before anything is deleted.
!macro NSIS_HOOK_PREUNINSTALL
  ${If} $DeleteAppDataCheckboxState = 1
    StrCpy $DeleteAppDataCheckboxState 0
    MessageBox MB_OK|MB_ICONINFORMATION "The clinic's record and its backups stay on this computer, in$\r$\n$LOCALAPPDATA\${BUNDLEID}$\r$\n$\r$\nIf nobody needs them any more, delete that folder yourself." /SD IDOK
  ${EndIf}
!macroend
