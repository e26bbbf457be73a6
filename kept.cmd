@echo off
rem The command line of Kept from a clone: installs what is missing, then runs under the pinned Node.
setlocal
set "here=%~dp0"
where node >nul 2>nul
if errorlevel 1 (
  echo Kept needs Node.js 20 or newer to install itself: https://nodejs.org 1>&2
  exit /b 69
)
set "desk="
if "%~1"=="start" set "desk=--desk"
node "%here%scripts\prepare.mjs" %desk% || exit /b 1
rem What was compiled once is read from there the next time: see src\cli\kept.ts.
if not defined NODE_COMPILE_CACHE set "NODE_COMPILE_CACHE=%here%node_modules\.cache\node"
"%here%node_modules\node\bin\node.exe" "%here%src\cli\kept.ts" %*
