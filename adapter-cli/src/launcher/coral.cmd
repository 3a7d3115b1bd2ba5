@echo off
rem Starts coral from wherever this distribution lies.
setlocal
set "home=%~dp0.."
set "java=%home%\runtime\bin\java.exe"
if not exist "%java%" if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not exist "%java%" set "java=java.exe"
rem A question ends before the better compiler would have paid off, and before most of the simpler
rem one's work would; a colony runs for long.
set "tier=-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=8"
if "%~1"=="colony" set "tier="
rem What Java would take from here, it would also announce on stderr.
set JAVA_TOOL_OPTIONS=
set JDK_JAVA_OPTIONS=
set _JAVA_OPTIONS=
"%java%" "@%home%\lib\java.options" %tier% "-Djava.library.path=%home%\lib" "-Dcoral.home=%home%" %CORAL_JVM_OPTIONS% -cp "%home%\lib\store.jar;%home%\lib\colony.jar" io.coral.cli.Coral %*
exit /b %ERRORLEVEL%
