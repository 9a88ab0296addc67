import DeskCommands

Program.prepare()
Program.run()
