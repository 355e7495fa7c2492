export { authenticateOperator, createOperatorLink, OPERATOR_COOKIE } from './operator-session.ts'
